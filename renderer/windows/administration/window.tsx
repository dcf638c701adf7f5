// The administration window: accounts, role names, and the station's data.
import type { ReactNode } from 'react';
import { Tabs } from 'antd';
import { useSeat } from '../../seat/seat-context.ts';
import { Accounts } from './accounts.tsx';
import { RoleNames } from './role-names.tsx';
import { StationData } from './station-data.tsx';
import './administration.css';

export const Window = (): ReactNode => {
  const { person, t } = useSeat();
  if (!person.roles.includes('administrator')) return <main className="administration">{t('common.denied')}</main>;
  return (
    <main className="administration">
      <Tabs
        items={[
          { key: 'accounts', label: t('admin.accounts'), children: <Accounts /> },
          { key: 'roles', label: t('admin.roles'), children: <RoleNames /> },
          { key: 'station', label: t('admin.station'), children: <StationData /> },
        ]}
      />
    </main>
  );
};
