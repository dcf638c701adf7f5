// The live count of a drawing as React state; asked again when the line comes back.
import { useEffect, useMemo, useState } from 'react';
import { failure, success } from '../../../../shared/kernel/result.ts';
import { browserClock } from '../../../map/browser-clock.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { useConnection } from '../../../station-client/use-stream.ts';
import { questionOf, type HazardDraft } from './hazard-draft.ts';
import { createLiveCounter, NOTHING_COUNTED, type LiveCount } from './live-counter.ts';

export const useLiveCount = (draft: HazardDraft | null): LiveCount => {
  const { client } = useSeat();
  const connection = useConnection(client);
  const [count, setCount] = useState<LiveCount>(NOTHING_COUNTED);
  const counter = useMemo(
    () =>
      createLiveCounter({
        clock: browserClock,
        onCount: setCount,
        ask: async (question, signal) => {
          const answer = await client.request('countAffected', question, { signal });
          return answer.ok ? success(answer.value.value) : failure(answer.error);
        },
      }),
    [client],
  );
  useEffect(() => counter.dispose, [counter]);
  useEffect(() => counter.want(draft === null ? null : questionOf(draft)), [counter, draft]);
  useEffect(() => {
    if (connection.state === 'connected') counter.again();
  }, [counter, connection.state]);
  return count;
};
