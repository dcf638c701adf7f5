// Hands the listed things out as a file; with people's data only where it is asked for, and then it is written down.
import { useRef, useState, type ReactNode } from 'react';
import { Button, Checkbox, Popover, Progress, Radio } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import type { AtlasFilter } from '../../../shared/contract/atlas.ts';
import { EXPORT_FORMAT_NAMES } from '../../../shared/contract/imports.ts';
import { isHome } from '../../../shared/domain/atlas/personal-data.ts';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import { failure, success } from '../../../shared/kernel/result.ts';
import { useStream } from '../../station-client/use-stream.ts';
import { refusalText } from '../../seat/refusal-text.ts';
import { saveFile } from '../../seat/save-file.ts';
import { useSeat } from '../../seat/seat-context.ts';

export interface ExportPanelProps {
  readonly kind: string;
  readonly filter: AtlasFilter;
  readonly total: number;
}

type Format = (typeof EXPORT_FORMAT_NAMES)[number];

const EXPORT_TIMEOUT_MS = 3_600_000;
const PERCENT = 100;

const hasPeople = (kind: string): boolean => isHome(kind) || thingKind(kind)?.fields.some(({ isPersonal }) => isPersonal === true) === true;

const Exporting = ({ exportId, onStop }: { readonly exportId: string; readonly onStop: () => void }): ReactNode => {
  const { client, t } = useSeat();
  const progress = useStream(client, 'importProgress', { id: exportId }, (_held, change) => change);
  const percent = Math.floor((progress.value?.fraction ?? 0) * PERCENT);
  return (
    <div aria-busy="true">
      <p role="status">{t('ledgers.exporting', { rows: progress.value?.rows ?? 0 })}</p>
      <Progress percent={percent} size="small" aria-label={t('ledgers.exporting', { rows: progress.value?.rows ?? 0 })} />
      <Button size="small" onClick={onStop}>
        {t('common.cancel')}
      </Button>
    </div>
  );
};

const ExportForm = ({ kind, filter, total }: ExportPanelProps): ReactNode => {
  const { client, t } = useSeat();
  const [format, setFormat] = useState<Format>('xlsx');
  const [includePersonal, setIncludePersonal] = useState(false);
  const [running, setRunning] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const controller = useRef<AbortController | null>(null);
  const isPersonal = hasPeople(kind);

  const run = async (): Promise<void> => {
    const exportId = crypto.randomUUID();
    controller.current = new AbortController();
    setRunning(exportId);
    setSaid(null);
    const made = await client.request('exportThings', { exportId, kind, filter, format, includePersonal: includePersonal && isPersonal }, { signal: controller.current.signal, timeoutMs: EXPORT_TIMEOUT_MS });
    if (!made.ok) {
      setRunning(null);
      return setSaid(refusalText(made.error, t));
    }
    const { downloadId, fileName, thingCount } = made.value.value;
    const saved = await saveFile(fileName, async (offset) => {
      const part = await client.request('readDownload', { downloadId, offset });
      return part.ok ? success({ bytes: part.value.value.bytes, totalBytes: part.value.value.totalBytes }) : failure(part.error);
    });
    setRunning(null);
    setSaid(saved.ok ? t('ledgers.exported', { count: thingCount.toLocaleString('en'), name: fileName }) : refusalText(saved.error, t));
  };

  return (
    <div className="export-form">
      <p>{t('ledgers.exportCount', { count: total.toLocaleString('en') })}</p>
      <Radio.Group aria-label={t('ledgers.exportFormat')} value={format} options={EXPORT_FORMAT_NAMES.map((name) => ({ value: name, label: t(`ledgers.format.${name}`) }))} onChange={(event) => setFormat((old) => EXPORT_FORMAT_NAMES.find((name) => name === event.target.value) ?? old)} />
      {isPersonal && (
        <>
          <Checkbox checked={includePersonal} onChange={(event) => setIncludePersonal(event.target.checked)}>
            {t('ledgers.exportPersonal')}
          </Checkbox>
          <p className={includePersonal ? 'note-asking' : 'second'}>{t(includePersonal ? 'ledgers.exportPersonalWarning' : 'ledgers.exportPlain')}</p>
        </>
      )}
      {running === null ? (
        <Button type="primary" disabled={total === 0} onClick={() => void run()}>
          {t('ledgers.exportNow')}
        </Button>
      ) : (
        <Exporting exportId={running} onStop={() => controller.current?.abort()} />
      )}
      {said !== null && <p role="status">{said}</p>}
    </div>
  );
};

export const ExportPanel = (props: ExportPanelProps): ReactNode => {
  const { t } = useSeat();
  return (
    <Popover trigger="click" placement="bottomRight" title={t('ledgers.export')} content={<ExportForm {...props} />}>
      <Button icon={<DownloadOutlined />}>{t('ledgers.export')}</Button>
    </Popover>
  );
};
