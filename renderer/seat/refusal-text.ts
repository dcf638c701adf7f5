// A refusal in the operator's words: what happened, what it means, what to do.
import type { Refusal } from '../../shared/contract/refusal.ts';
import type { Translate } from '../../shared/i18n/translate.ts';

const MINUTE_MS = 60_000;

export const refusalText = (refusal: Refusal, t: Translate): string => {
  const detail = refusal.detail ?? {};
  if (refusal.reason === 'fault') return t('refusal.fault', { reference: String(detail['reference'] ?? '?') });
  if (refusal.reason === 'offline') return t(detail['isWaiting'] === true ? 'refusal.offlineWaiting' : 'refusal.offline');
  if (refusal.reason === 'lockedOut') {
    const until = typeof detail['until'] === 'string' ? Date.parse(detail['until']) : Date.now() + MINUTE_MS;
    return t('refusal.lockedOut', { minutes: Math.max(1, Math.ceil((until - Date.now()) / MINUTE_MS)) });
  }
  return t(`refusal.${refusal.reason}`);
};
