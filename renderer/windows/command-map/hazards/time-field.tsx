// A moment with its date, in 24 hours; held in UTC, shown and typed in the time of the place.
import type { ReactNode } from 'react';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useSeat } from '../../../seat/seat-context.ts';

export interface TimeFieldProps {
  readonly id: string;
  /** UTC; empty or null where nobody has said. */
  readonly value: string | null;
  readonly onTime: (utc: string | null) => void;
}

export const TimeField = ({ id, value, onTime }: TimeFieldProps): ReactNode => {
  const { language } = useSeat();
  const format = language === 'zh-CN' ? 'YYYY年M月D日 HH:mm' : 'YYYY-MM-DD HH:mm';
  const held = value === null || value === '' ? null : dayjs(value);
  return (
    <DatePicker
      id={id}
      className="time-field"
      value={held}
      format={[format, 'YYYY-MM-DD HH:mm', 'YYYYMMDDHHmm', 'YYYY/M/D H:mm', 'M-D H:mm']}
      showTime={{ format: 'HH:mm' }}
      allowClear={false}
      needConfirm={false}
      onChange={(next) => onTime(next === null || Array.isArray(next) ? null : next.toISOString())}
    />
  );
};
