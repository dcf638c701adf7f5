// The product's look as antd tokens and CSS variables, for one window at a time.
import { useEffect, useMemo, type ReactNode } from 'react';
import { App, ConfigProvider, theme as antdTheme, type ThemeConfig } from 'antd';
import enUs from 'antd/locale/en_US';
import zhCn from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { Language } from '../../shared/i18n/language.ts';
import { FONT_FAMILY, TOKENS, type ThemeName } from './tokens.ts';

export interface LookProps {
  readonly theme: ThemeName;
  readonly language: Language;
  /** 1 is the usual size; the projector may want 1.4. */
  readonly textScale: number;
  readonly nonce: string;
  readonly children: ReactNode;
}

const BASE_FONT_PX = 14;

const themeConfig = (theme: ThemeName, textScale: number): ThemeConfig => {
  const tokens = TOKENS[theme];
  return {
    algorithm: theme === 'dark' ? [antdTheme.darkAlgorithm] : [antdTheme.defaultAlgorithm],
    token: {
      colorPrimary: tokens.accent,
      colorInfo: tokens.accent,
      colorLink: tokens.accent,
      colorBgBase: tokens.panelSolid,
      colorTextBase: tokens.text,
      colorTextPlaceholder: tokens.textSecond,
      colorTextDescription: tokens.textSecond,
      colorBorder: tokens.line,
      fontFamily: FONT_FAMILY,
      fontSize: Math.round(BASE_FONT_PX * textScale),
      controlHeight: Math.max(32, Math.round(32 * textScale)),
      controlHeightSM: Math.max(28, Math.round(28 * textScale)),
      borderRadius: 3,
      motion: false,
      wireframe: false,
    },
    components: { Button: { primaryColor: tokens.accentText } },
  };
};

export const Look = ({ theme, language, textScale, nonce, children }: LookProps): ReactNode => {
  const config = useMemo(() => themeConfig(theme, textScale), [theme, textScale]);
  useEffect(() => {
    dayjs.locale(language === 'zh-CN' ? 'zh-cn' : 'en');
  }, [language]);
  return (
    <ConfigProvider theme={config} locale={language === 'zh-CN' ? zhCn : enUs} csp={{ nonce }} button={{ autoInsertSpace: false }}>
      <App className={`look look-${theme}`}>{children}</App>
    </ConfigProvider>
  );
};
