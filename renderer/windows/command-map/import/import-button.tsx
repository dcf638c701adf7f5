// Opens the import wizard from the strip over the map.
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { ImportOutlined } from '@ant-design/icons';
import { useSeat } from '../../../seat/seat-context.ts';
import type { ImportDesk } from './use-import-desk.ts';

export const ImportButton = ({ desk }: { readonly desk: ImportDesk }): ReactNode => {
  const { t } = useSeat();
  if (!desk.mayImport) return null;
  return (
    <Button icon={<ImportOutlined />} aria-expanded={desk.isOpen} onClick={desk.open}>
      {t('import.open')}
    </Button>
  );
};
