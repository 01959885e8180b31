/* Dates as closed intervals of days (EDTF level 0), counted from 1970: 2021 is the whole year, 2021-03 the whole month. */
(function () {
  "use strict";
  const Atlas = (window.Atlas = window.Atlas || {});
  const DAY_MS = 86400000;

  const day = (year, month, date) => Math.round(Date.UTC(year, month, date) / DAY_MS);

  /* Return [first day, last day] of a date, null for none. */
  Atlas.days = function (text) {
    if (!text) return null;
    const [year, month, date] = text.split("-").map(Number);
    if (!month) return [day(year, 0, 1), day(year, 11, 31)];
    if (!date) return [day(year, month - 1, 1), day(year, month, 0)];
    return [day(year, month - 1, date), day(year, month - 1, date)];
  };

  /* The days in which a leg is reported: it never runs on beyond the newest dated source. */
  Atlas.reported = function (since, until, last) {
    const first = since || until || last;
    return first ? [Atlas.days(first)[0], Atlas.days(until || last || since)[1]] : null;
  };

  /* From the first day of one date to the last day of another; a missing one leaves that side open. */
  Atlas.span = (since, until) => [since ? Atlas.days(since)[0] : -Infinity, until ? Atlas.days(until)[1] : Infinity];

  Atlas.dateOf = (number) => new Date(number * DAY_MS);
})();
