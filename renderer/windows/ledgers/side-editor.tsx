// The panel beside the table: the selected thing, or a new one.
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { CloseOutlined } from '@ant-design/icons';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import type { ThingContent } from '../../../shared/domain/atlas/thing.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { SelectedThing } from './selected-thing.tsx';
import { ThingEditor } from './thing-editor.tsx';
import type { Ledger, Panel } from './use-ledger.ts';

const today = (): string => {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
};

const blank = (source: string): ThingContent => ({ name: '', areaCode: '', geometry: null, attributes: {}, source, asOf: today() });

export const SideEditor = ({ ledger, panel, mayChange }: { readonly ledger: Ledger; readonly panel: Panel; readonly mayChange: boolean }): ReactNode => {
  const { person, t, language } = useSeat();
  const kind = thingKind(panel.kind);
  if (kind === undefined) return null;
  const isOnPage = panel.type === 'thing' && panel.kind === ledger.kind && ledger.list?.things.some(({ id }) => id === panel.id) === true;
  const title = t(panel.type === 'new' ? 'ledgers.newTitle' : 'ledgers.thingTitle', { kind: inLanguage(kind.term, language) });
  const close = (): void => ledger.setPanel(null);
  return (
    <aside className="ledger-side" aria-label={title}>
      <div className="side-head">
        <h2>{title}</h2>
        <Button type="text" icon={<CloseOutlined />} aria-label={`${t('common.close')} ${title}`} onClick={close} />
      </div>
      {panel.type === 'new' ? (
        <ThingEditor kind={kind} first={blank(t('ledgers.byHand', { person: person.name }))} isNew mayChange={mayChange} revision={0} onSaved={(thing) => ledger.setPanel({ type: 'thing', kind: thing.kind, id: thing.id })} onRemoved={close} />
      ) : (
        <SelectedThing key={`${panel.kind} ${panel.id}`} kind={panel.kind} id={panel.id} mayChange={mayChange} revision={ledger.revisionOf(panel.kind)} onFind={isOnPage ? null : ledger.find} onRemoved={close} />
      )}
    </aside>
  );
};
