// Chromium does not know the application's scheme: the double shows such pages under an https address it answers itself.
const SUFFIX = '.app-scheme.test';
const APP = /^app:\/\/([^/?#]+)/;
const SHOWN = /^https:\/\/([^/?#]+)\.app-scheme\.test(?=[/?#]|$)/;

export const shownAddress = (url: string): string => url.replace(APP, `https://$1${SUFFIX}`);

export const ownAddress = (url: string): string => url.replace(SHOWN, 'app://$1');
