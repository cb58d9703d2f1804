/* Durations as the diagrams hold them: ISO 8601, days of the office, hours and minutes. */

const PATTERN = /^P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?)?$/;

const WORDS = {
  id: { days: ['hari kerja', 'hari kerja'], hours: ['jam', 'jam'], minutes: ['menit', 'menit'] },
  en: { days: ['working day', 'working days'], hours: ['hour', 'hours'], minutes: ['minute', 'minutes'] }
};

/** `{ days, hours, minutes }`, or null where the text is no duration that the calendar can add. */
export function parse(text) {
  const found = PATTERN.exec((text || '').trim());
  if (!found) {
    return null;
  }
  const [days, hours, minutes] = found.slice(1).map(digits => Number(digits || 0));
  return { days, hours, minutes };
}

/** "2 jam 30 menit"; an empty text where there is no duration. */
export function inWords(text, language = 'id') {
  const duration = parse(text);
  if (!duration) {
    return '';
  }
  const words = WORDS[language] || WORDS.id;
  const parts = ['days', 'hours', 'minutes']
    .filter(unit => duration[unit])
    .map(unit => `${duration[unit]} ${words[unit][duration[unit] === 1 ? 0 : 1]}`);
  return parts.join(' ') || `0 ${words.minutes[1]}`;
}
