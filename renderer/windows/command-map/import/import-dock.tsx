// The import wizard over the lower part of the map, so that the preview above it stays in sight.
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { CloseOutlined, DownOutlined, UpOutlined } from '@ant-design/icons';
import type { MapStage } from '../../../map/map-stage.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import type { SetMarks } from '../map-marks.ts';
import { ChooseFile, FileButton } from './choose-file.tsx';
import { DropArea } from './drop-area.tsx';
import { ImportDone } from './import-done.tsx';
import { flyClear } from './import-on-map.ts';
import { ImportHistory } from './import-history.tsx';
import { OpenFile } from './open-file.tsx';
import { ProgressLine } from './progress-line.tsx';
import type { ImportDesk, ImportResult } from './use-import-desk.ts';
import { importRefusalText } from './words.ts';
import './import.css';

export interface ImportDockProps {
  readonly desk: ImportDesk;
  readonly stage: MapStage | null;
  readonly setMarks: SetMarks;
  readonly mapRevision: (kind: string) => number;
  readonly onList: (kind: string) => void;
  /** Something of this kind has come onto the map: it should be seen. */
  readonly onImported: (kind: string) => void;
}

const NO_HEIGHT = 0;

const Body = ({ desk, stage, setMarks, mapRevision, onList, dockHeight }: ImportDockProps & { readonly dockHeight: () => number }): ReactNode => {
  const { t } = useSeat();
  const { step } = desk;
  switch (step.step) {
    case 'choose':
      return (
        <div className="import-start">
          <ChooseFile onFile={desk.take} />
          <ImportHistory mapRevision={mapRevision('')} />
        </div>
      );
    case 'sending':
      return <ProgressLine label={t('import.sending', { name: step.fileName })} fraction={step.done} onStop={desk.again} />;
    case 'reading':
      return <ProgressLine label={t('import.reading', { name: step.fileName })} fraction={null} onStop={desk.again} />;
    case 'refused':
      return (
        <section className="import-refused" role="alert">
          <h3>{t('import.refusedTitle', { name: step.fileName })}</h3>
          <p>{importRefusalText(step.refusal, t)}</p>
          <p className="second">{t('import.refusedMeaning')}</p>
          <FileButton label={t('import.otherFile')} isMain onFile={desk.take} />
        </section>
      );
    case 'open':
      return <OpenFile key={step.file.importId} file={step.file} stage={stage} setMarks={setMarks} mapRevision={mapRevision} dockHeight={dockHeight} onDone={desk.finish} />;
    case 'done':
      return <ImportDone result={step.result} onAgain={desk.again} onList={onList} />;
  }
};

const titleOf = ({ step }: ImportDesk): string => {
  if (step.step === 'open') return step.file.fileName;
  if (step.step === 'done') return step.result.fileName;
  return step.step === 'choose' ? '' : step.fileName;
};

const sizeClass = (isOpenFile: boolean, isLarge: boolean): string => {
  if (!isOpenFile) return 'import-dock-start';
  return isLarge ? 'import-dock-large' : 'import-dock-small';
};

export const ImportDock = (props: ImportDockProps): ReactNode => {
  const { t } = useSeat();
  const { desk } = props;
  const [isLarge, setIsLarge] = useState(true);
  const dock = useRef<HTMLElement>(null);
  const dockHeight = useCallback(() => dock.current?.offsetHeight ?? NO_HEIGHT, []);
  const { step } = desk;
  const result = step.step === 'done' ? step.result : null;
  const { stage, onImported } = props;
  const shown = useRef<ImportResult | null>(null);
  useEffect(() => {
    // Once for each result, whatever else changes.
    if (result === null || shown.current === result) return;
    shown.current = result;
    onImported(result.kind);
    if (result.extent !== null) flyClear(stage, result.extent, dockHeight());
  }, [result, onImported, stage, dockHeight]);
  if (!desk.mayImport) return null;
  const name = titleOf(desk);
  const isOpenFile = desk.step.step === 'open';
  return (
    <>
      <DropArea onFile={desk.take} />
      {desk.isOpen && (
        <section ref={dock} className={`import-dock panel ${sizeClass(isOpenFile, isLarge)}`} aria-label={t('import.title')}>
          <div className="side-head">
            <h2>
              {t('import.title')} {name !== '' && <span className="second">{name}</span>}
            </h2>
            {isOpenFile && <FileButton label={t('import.otherFile')} isMain={false} onFile={desk.take} />}
            {isOpenFile && <Button type="text" icon={isLarge ? <DownOutlined /> : <UpOutlined />} aria-label={t(isLarge ? 'import.size.small' : 'import.size.large')} onClick={() => setIsLarge(!isLarge)} />}
            <Button type="text" icon={<CloseOutlined />} aria-label={`${t('common.close')} ${t('import.title')}`} onClick={desk.close} />
          </div>
          <Body {...props} dockHeight={dockHeight} />
        </section>
      )}
    </>
  );
};
