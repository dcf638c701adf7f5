// Takes a file dropped anywhere in the window, and shows that it will.
import { useEffect, useState, type ReactNode } from 'react';
import { App } from 'antd';
import { useSeat } from '../../../seat/seat-context.ts';

export interface DropAreaProps {
  readonly onFile: (file: File) => void;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

export const DropArea = ({ onFile }: DropAreaProps): ReactNode => {
  const { t } = useSeat();
  const { message } = App.useApp();
  const [isOver, setIsOver] = useState(false);

  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth += 1;
      setIsOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setIsOver(false);
    };
    const over = (event: DragEvent): void => {
      // Without this the browser would open the file in place of the window.
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setIsOver(false);
      const [file, ...others] = event.dataTransfer?.files ?? [];
      if (file === undefined) return;
      if (others.length > 0) message.info(t('import.dropOne', { name: file.name }));
      onFile(file);
    };
    const listeners = [['dragenter', enter], ['dragleave', leave], ['dragover', over], ['drop', drop]] as const;
    for (const [name, listener] of listeners) addEventListener(name, listener);
    return () => {
      for (const [name, listener] of listeners) removeEventListener(name, listener);
    };
  }, [onFile, message, t]);

  return isOver ? <div className="import-drop">{t('import.drop')}</div> : null;
};
