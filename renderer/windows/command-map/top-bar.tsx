// The strip over the map: station, search, time, who sits here, look and language.
import { useEffect, useState, type ReactNode } from 'react';
import { Button, Dropdown, Tooltip } from 'antd';
import { BulbOutlined, FontSizeOutlined, TranslationOutlined, UserOutlined } from '@ant-design/icons';
import { WINDOWS } from '../../../shared/contract/windows.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import { dateTimeText } from '../../../shared/i18n/times.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { roleName } from './role-name.ts';

const TICK_MS = 1_000;
const SCALES = [0.9, 1, 1.15, 1.4, 1.8];

const Clock = (): ReactNode => {
  const { language } = useSeat();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return <time className="clock">{dateTimeText(now, language, -new Date(now).getTimezoneOffset(), true)}</time>;
};

const nextPlace = (): string => {
  const url = new URL(location.href);
  url.searchParams.set('place', String(Math.floor(Math.random() * 9_000) + 1_000));
  return url.toString();
};

const windowAddress = (name: string): string => {
  const url = new URL(`/${name}`, location.href);
  url.search = location.search;
  return url.toString();
};

const PersonMenu = (): ReactNode => {
  const { person, who, t, language, signOut, becomePerson } = useSeat();
  const otherWindows = WINDOWS.filter((entry) => entry.name !== 'command-map' && entry.roles.some((role) => person.roles.includes(role)));
  const items = [
    ...who.demonstrationPeople.map((other) => ({ key: other.id, label: `${other.name} · ${roleName(other.roles[0] ?? 'viewer', who.roleNames, language)}`, disabled: other.id === person.id, onClick: () => becomePerson(other.id) })),
    { type: 'divider' as const },
    ...otherWindows.map((entry) => ({ key: entry.name, label: inLanguage(entry.term, language), onClick: () => void window.open(windowAddress(entry.name), '_blank', 'noopener') })),
    { key: 'new', label: t('map.newWindow'), onClick: () => void window.open(nextPlace(), '_blank', 'noopener') },
    ...(who.demonstrationPeople.length === 0 ? [{ key: 'out', label: t('signIn.signOut'), onClick: signOut }] : []),
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<UserOutlined />} aria-label={`${t('map.window.person')} ${person.name}`}>
        {person.name} · {roleName(person.roles[0] ?? 'viewer', who.roleNames, language)}
      </Button>
    </Dropdown>
  );
};

export const TopBar = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const { station, t, language, setLanguage, theme, setTheme, textScale, setTextScale } = useSeat();
  return (
    <header className="top-bar panel">
      <h1 className="station-name">
        {t('product.name')} <span>{station.name}</span>
      </h1>
      {children}
      <Clock />
      <Tooltip title={t(theme === 'dark' ? 'theme.light' : 'theme.dark')}>
        <Button icon={<BulbOutlined />} aria-label={t('map.window.theme')} onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')} />
      </Tooltip>
      <Tooltip title={t('map.window.textScale')}>
        <Button icon={<FontSizeOutlined />} aria-label={t('map.window.textScale')} onClick={() => setTextScale(SCALES[(SCALES.indexOf(textScale) + 1) % SCALES.length] ?? 1)} />
      </Tooltip>
      <Tooltip title={t('map.window.language')}>
        <Button icon={<TranslationOutlined />} aria-label={t('map.window.language')} onClick={() => setLanguage(language === 'zh-CN' ? 'en' : 'zh-CN')} />
      </Tooltip>
      <PersonMenu />
    </header>
  );
};
