// The beginning of an import: choosing a file, and what was imported so far.
import { useRef, type ReactNode } from 'react';
import { Button } from 'antd';
import { FolderOpenOutlined } from '@ant-design/icons';
import { useSeat } from '../../../seat/seat-context.ts';

export const FileButton = ({ label, isMain, onFile }: { readonly label: string; readonly isMain: boolean; readonly onFile: (file: File) => void }): ReactNode => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button autoFocus={isMain} type={isMain ? 'primary' : 'default'} icon={<FolderOpenOutlined />} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        className="import-file-input"
        tabIndex={-1}
        aria-label={label}
        accept=".xlsx,.xlsm,.xls,.csv,.tsv,.txt,.geojson,.json,.kml,.kmz,.gpx,.zip"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file may be chosen again after it was mended.
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
};

export const ChooseFile = ({ onFile }: { readonly onFile: (file: File) => void }): ReactNode => {
  const { t } = useSeat();
  return (
    <section className="import-choose">
      <FileButton label={t('import.choose')} isMain onFile={onFile} />
      <p className="second">{t('import.chooseHint')}</p>
    </section>
  );
};
