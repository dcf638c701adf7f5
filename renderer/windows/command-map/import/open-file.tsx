// A file that is open: how it is read, its first rows, what saving would do; everything on one screen.
import { useCallback, useRef, useState, type ReactNode } from 'react';
import { App } from 'antd';
import type { OutputOf } from '../../../../shared/contract/catalogue.ts';
import type { ImportSheet } from '../../../../shared/contract/import-shapes.ts';
import { failure, success } from '../../../../shared/kernel/result.ts';
import type { Bounds } from '../../../../shared/kernel/units.ts';
import type { MapStage } from '../../../map/map-stage.ts';
import { useStream } from '../../../station-client/use-stream.ts';
import { saveFile } from '../../../seat/save-file.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import type { SetMarks } from '../map-marks.ts';
import { firstChoices, isAsOfSound, likeliestSheet, questionOf, type Choices } from './choices.ts';
import { FileTable } from './file-table.tsx';
import { GroupList } from './group-list.tsx';
import { useImportOnMap } from './import-on-map.ts';
import { OutcomePanel, type View } from './outcome-panel.tsx';
import { SettingsForm } from './settings-form.tsx';
import { useCommit } from './use-commit.ts';
import { useComparison, type Question } from './use-comparison.ts';
import type { ImportResult, OpenedFile } from './use-import-desk.ts';
import { importRefusalText } from './words.ts';

export interface OpenFileProps {
  readonly file: OpenedFile;
  readonly stage: MapStage | null;
  readonly setMarks: SetMarks;
  /** Grows with every change of the map. */
  readonly mapRevision: (kind: string) => number;
  readonly dockHeight: () => number;
  readonly onDone: (result: ImportResult) => void;
}

const GUESS_TIMEOUT_MS = 60_000;

/** The sheets with what has been guessed anew, and the choices about the one chosen. */
const useChoices = (file: OpenedFile) => {
  const { client, t } = useSeat();
  const { message } = App.useApp();
  const [sheets, setSheets] = useState<readonly ImportSheet[]>(file.sheets);
  const [choices, setChoices] = useState<Choices | null>(() => firstChoices(file.sheets, file.fileName, likeliestSheet(file.sheets)));
  const chooseSheet = useCallback((sheet: number) => setChoices((old) => firstChoices(sheets, file.fileName, sheet) ?? old), [sheets, file.fileName]);
  const guess = async (kind: string): Promise<void> => {
    if (choices === null) return;
    const index = choices.sheet;
    const guessed = await client.request('guessImport', { importId: file.importId, sheet: index, kind }, { timeoutMs: GUESS_TIMEOUT_MS });
    if (!guessed.ok) return void message.error(importRefusalText(guessed.error, t));
    const { sheet } = guessed.value.value;
    setSheets((old) => old.map((one, place) => (place === index ? sheet : one)));
    const { mapping } = sheet;
    if (mapping !== null) setChoices((old) => (old === null ? null : { ...old, mapping }));
  };
  return { sheets, choices, setChoices, chooseSheet, guess };
};

const resultOf = (file: OpenedFile, { mapping }: Question, extent: Bounds | null, outcome: OutputOf<'commitImport'>): ImportResult => ({
  batch: outcome.batch,
  fileName: file.fileName,
  kind: mapping.kind,
  thingCount: outcome.thingCount,
  removedCount: outcome.removedCount,
  overtakenCount: outcome.overtakenCount ?? 0,
  counts: outcome.counts ?? null,
  extent,
});

const useFaultFile = (importId: string) => {
  const { client, t, language } = useSeat();
  const { message } = App.useApp();
  return async (): Promise<void> => {
    const input = { importId, language: language === 'zh-CN' ? ('zh' as const) : ('en' as const) };
    const first = await client.request('readFaultFile', { ...input, offset: 0 });
    if (!first.ok) return void message.error(importRefusalText(first.error, t));
    const saved = await saveFile(first.value.value.fileName, async (offset) => {
      const part = await client.request('readFaultFile', { ...input, offset });
      return part.ok ? success({ bytes: part.value.value.bytes, totalBytes: part.value.value.totalBytes }) : failure(part.error);
    });
    if (!saved.ok) message.error(importRefusalText(saved.error, t));
  };
};

const Sheet = ({ file, stage, setMarks, mapRevision, dockHeight, onDone, desk, choices }: OpenFileProps & { readonly desk: ReturnType<typeof useChoices>; readonly choices: Choices }): ReactNode => {
  const { client } = useSeat();
  const [view, setView] = useState<View>('file');
  const progress = useStream(client, 'importProgress', { id: file.importId }, (_held, change) => change);
  const extent = useRef<Bounds | null>(null);
  const finish = useCallback((outcome: OutputOf<'commitImport'>, question: Question) => onDone(resultOf(file, question, extent.current, outcome)), [file, onDone]);
  const commit = useCommit(finish);
  const isSaving = commit.saving.state === 'saving';
  const isSound = isAsOfSound(choices.asOf);
  const { comparison, sample, again } = useComparison(isSound ? questionOf(file.importId, choices) : null, mapRevision(choices.mapping.kind), isSaving);
  if (comparison.state === 'ready') extent.current = comparison.answer.extent;
  const onMap = useImportOnMap(stage, setMarks, comparison, view, dockHeight);
  const saveFaults = useFaultFile(file.importId);
  const sheet = desk.sheets[choices.sheet];

  if (sheet === undefined) return null;
  return (
    <div className="import-body">
      <SettingsForm file={file} sheets={desk.sheets} choices={choices} isDisabled={isSaving} onSheet={desk.chooseSheet} onKind={(kind) => void desk.guess(kind)} onChoices={desk.setChoices} />
      {view === 'file' || comparison.state !== 'ready' ? (
        <FileTable sheet={sheet} mapping={choices.mapping} sample={sample} isDisabled={isSaving} onMapping={(mapping) => desk.setChoices({ ...choices, mapping })} />
      ) : (
        <GroupList importId={file.importId} kind={choices.mapping.kind} group={view} digest={comparison.answer.digest} onPlace={onMap.place} onFaultFile={() => void saveFaults()} onBack={() => setView('file')} />
      )}
      <OutcomePanel
        choices={choices}
        isSound={isSound}
        comparison={comparison}
        saving={commit.saving}
        progress={progress.value ?? { phase: 'idle', fraction: null, rows: 0 }}
        view={view}
        hiddenPoints={onMap.hiddenPoints}
        onView={setView}
        onChoices={desk.setChoices}
        onSave={() => (comparison.state === 'ready' ? commit.save(comparison.question, comparison.answer.digest) : undefined)}
        onStop={() => (isSaving ? commit.stop() : void client.request('cancelImport', { id: file.importId }))}
        onAgain={again}
      />
    </div>
  );
};

export const OpenFile = (props: OpenFileProps): ReactNode => {
  const { t } = useSeat();
  const desk = useChoices(props.file);
  if (desk.choices === null) return <p role="alert">{t('import.failure.noTable')}</p>;
  return <Sheet {...props} desk={desk} choices={desk.choices} />;
};
