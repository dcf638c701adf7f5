// Copies a text with one click and says so; where the clipboard is closed the text is shown to be copied by hand.
import type { ReactNode } from 'react';
import { App, Button } from 'antd';
import { CopyOutlined } from '@ant-design/icons';
import { useSeat } from '../../seat/seat-context.ts';

export const CopyButton = ({ text, label }: { readonly text: string; readonly label: string }): ReactNode => {
  const { t } = useSeat();
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      message.success(t('common.copied'));
    } catch {
      message.warning(text);
    }
  };
  return <Button size="small" type="text" icon={<CopyOutlined />} aria-label={`${t('common.copy')} ${label}`} onClick={() => void copy()} />;
};
