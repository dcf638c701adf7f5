// What an empty map says: that nothing is wrong, and how something comes onto it.
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { ImportOutlined } from '@ant-design/icons';
import { useSeat } from '../../../seat/seat-context.ts';
import type { ImportDesk } from './use-import-desk.ts';

export const EmptyMap = ({ desk }: { readonly desk: ImportDesk }): ReactNode => {
  const { t } = useSeat();
  return (
    <section className="empty-map panel">
      <h2>{t('map.emptyTitle')}</h2>
      <p className="second">{t(desk.mayImport ? 'import.emptyHint' : 'import.deniedHint')}</p>
      {desk.mayImport && (
        <Button type="primary" size="large" icon={<ImportOutlined />} onClick={desk.open}>
          {t('import.title')}
        </Button>
      )}
    </section>
  );
};
