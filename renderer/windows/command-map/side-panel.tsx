// A narrow panel over the map that folds away to a tab.
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { CloseOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useSeat } from '../../seat/seat-context.ts';

export interface SidePanelProps {
  readonly side: 'left' | 'right';
  readonly title: string;
  readonly children: ReactNode;
  /** Given where the panel can be closed for good, not only folded. */
  readonly onClose?: () => void;
}

export const SidePanel = ({ side, title, children, onClose }: SidePanelProps): ReactNode => {
  const { t } = useSeat();
  const [isOpen, setIsOpen] = useState(true);
  const pointsAway = (side === 'left') === isOpen;
  return (
    <aside className={`side-panel side-${side} panel ${isOpen ? '' : 'side-folded'}`} aria-label={title}>
      <div className="side-head">
        {isOpen && <h2>{title}</h2>}
        <Button size="small" type="text" icon={pointsAway ? <LeftOutlined /> : <RightOutlined />} aria-expanded={isOpen} aria-label={`${t(isOpen ? 'map.collapse' : 'map.expand')} ${title}`} onClick={() => setIsOpen((open) => !open)} />
        {onClose !== undefined && isOpen && <Button size="small" type="text" icon={<CloseOutlined />} aria-label={`${t('common.close')} ${title}`} onClick={onClose} />}
      </div>
      {isOpen && <div className="side-body">{children}</div>}
    </aside>
  );
};
