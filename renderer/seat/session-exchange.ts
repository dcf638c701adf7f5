// Keeps this place signed in over a reload: the ticket of a sign-in becomes a cookie no script can read.

/** The place this window sits at; two windows of one browser may be two people by `?place=2`. */
export const placeOfWindow = (search: string): string => {
  const place = new URLSearchParams(search).get('place') ?? '1';
  return /^[a-z0-9]{1,16}$/.test(place) ? place : '1';
};

export interface SessionExchange {
  readonly keep: (ticket: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

export const webSessionExchange = (place: string): SessionExchange => ({
  keep: async (ticket) => void (await fetch(`/session?place=${place}`, { method: 'POST', body: ticket })),
  end: async () => void (await fetch(`/session/end?place=${place}`, { method: 'POST', body: '' })),
});
