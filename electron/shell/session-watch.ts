// Sees in what passes a door when somebody signs in or out there, as the host's session exchange is told by the page.
import type { StationMessage } from '../../shared/contract/message.ts';

export interface SessionWatch {
  readonly received: (message: unknown) => void;
  readonly sent: (message: StationMessage) => void;
}

const SIGN_OUT = 'signOut';
/** More than a seat may have in flight. */
const REMEMBERED = 100;

const isSignOut = (message: unknown): message is { readonly id: number } =>
  typeof message === 'object' && message !== null && 'operation' in message && message.operation === SIGN_OUT && 'id' in message && typeof message.id === 'number';

const ticketOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'sessionTicket' in value && typeof value.sessionTicket === 'string' ? value.sessionTicket : null;

export const watchSession = (on: { readonly ticket: (ticket: string) => void; readonly signedOut: () => void }): SessionWatch => {
  const signingOut = new Set<number>();
  return {
    received: (message) => {
      if (isSignOut(message) && signingOut.size < REMEMBERED) signingOut.add(message.id);
    },
    sent: (message) => {
      if (message.type !== 'reply') return;
      const isSigningOut = signingOut.delete(message.id);
      if (!message.result.ok) return;
      if (isSigningOut) return on.signedOut();
      const ticket = ticketOf(message.result.value);
      if (ticket !== null) on.ticket(ticket);
    },
  };
};
