// The direct call: the front desk in the same process, with nothing between.
import type { StationMessage } from '../../../shared/contract/message.ts';
import { doorSuite } from './door-suite.ts';

doorSuite('direct', async (desk) => ({
  open: async (person) => {
    const received: StationMessage[] = [];
    const seat = desk.openSeat({ send: (message) => received.push(message), waitingBytes: () => 0, close: () => undefined }, { id: 'direct', person });
    return { received, send: seat.receive, close: async () => seat.dispose() };
  },
  dispose: async () => undefined,
}));
