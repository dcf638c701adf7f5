// The hazards' part of the command map: the drawing strip, and the panel with the list, a hazard or a draft.
import type { ReactNode } from 'react';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import { refusalText } from '../../../seat/refusal-text.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { SidePanel } from '../side-panel.tsx';
import { DraftPanel } from './draft-panel.tsx';
import { DrawStrip } from './draw-strip.tsx';
import { HazardList } from './hazard-list.tsx';
import { HazardPanel } from './hazard-panel.tsx';
import type { HazardDeskState } from './use-hazard-desk.ts';
import './hazards.css';

export interface HazardDeskProps {
  readonly desk: HazardDeskState;
  /** Something else lies over the panel; nothing in it is lost. */
  readonly isCovered: boolean;
  /** Shows a thing on the map without opening anything over the list. */
  readonly onPlace: (kind: string, id: string, position: LonLat) => void;
}

const Body = ({ desk, onPlace }: Omit<HazardDeskProps, 'isCovered'>): ReactNode => {
  const { t } = useSeat();
  const { drawing, selected, past, pastRefusal } = desk;
  const { draft } = drawing;
  if (draft !== null) {
    const newest = draft.base === null ? null : (desk.hazards.value?.hazards.find(({ id }) => id === draft.base?.id) ?? null);
    return <DraftPanel desk={drawing} draft={draft} count={desk.count} problems={desk.problems} proposal={desk.proposal} saving={desk.saving} newest={newest} onSave={desk.save} onDiscard={desk.discard} onPlace={desk.showPlace} />;
  }
  if (selected !== null)
    return (
      <>
        {pastRefusal !== null && <p role="alert">{refusalText(pastRefusal, t)}</p>}
        <HazardPanel
          key={selected.id}
          hazard={selected}
          past={past}
          rights={desk.rights}
          isWindExpired={desk.expiredWinds.has(selected.id)}
          onBack={() => desk.select(null)}
          onFly={desk.fly}
          onEdit={desk.edit}
          onVersion={desk.openVersion}
          onPlace={onPlace}
        />
      </>
    );
  return (
    <HazardList
      hazards={desk.hazards}
      selectedId={null}
      expiredWinds={desk.expiredWinds}
      mayPlan={desk.rights.mayPlan}
      onSelect={(hazard) => {
        desk.select(hazard);
        desk.fly(hazard);
      }}
    />
  );
};

export const HazardDesk = ({ desk, isCovered, onPlace }: HazardDeskProps): ReactNode => {
  const { t } = useSeat();
  const { drawing, selected, stage } = desk;
  const active = (desk.hazards.value?.hazards ?? []).filter(({ state }) => state === 'active').length;
  const isWide = drawing.draft !== null || selected !== null;
  const title = drawing.draft !== null ? t(drawing.draft.base === null ? 'hazard.title.new' : 'hazard.title.change') : t('hazard.title', { count: active });
  return (
    <>
      {desk.rights.mayPlan && stage !== null && <DrawStrip stage={stage} event={drawing.draft === null ? null : drawing.event} isOpen={desk.isStripOpen} onOpen={desk.openStrip} onTool={desk.startTool} />}
      <div className={isWide ? 'hazard-side hazard-side-wide' : 'hazard-side'} hidden={isCovered}>
        <SidePanel side="right" title={title}>
          <Body desk={desk} onPlace={onPlace} />
        </SidePanel>
      </div>
    </>
  );
};
