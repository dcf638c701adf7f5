// The map stage as part of a React window: made once for its element, kept in step with look and language, ended with it.
import { useEffect, useRef, useState, type RefObject } from 'react';
import { createMapStage } from '../../map/stage.ts';
import type { MapStage } from '../../map/map-stage.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { FIRST_VISIBLE } from './layer-groups.ts';

export const useMapStage = (): { readonly target: RefObject<HTMLDivElement | null>; readonly stage: MapStage | null } => {
  const { client, theme, language, textScale } = useSeat();
  const target = useRef<HTMLDivElement>(null);
  const [stage, setStage] = useState<MapStage | null>(null);
  const first = useRef({ theme, language, textScale });

  useEffect(() => {
    if (target.current === null) return;
    const made = createMapStage({ target: target.current, client, visibleKinds: FIRST_VISIBLE, ...first.current });
    setStage(made);
    return () => {
      setStage(null);
      made.dispose();
    };
  }, [client]);

  useEffect(() => stage?.setTheme(theme), [stage, theme]);
  useEffect(() => stage?.setLanguage(language), [stage, language]);
  useEffect(() => stage?.setTextScale(textScale), [stage, textScale]);

  return { target, stage };
};
