// Moments in the reader's own zone: what the server wrote in the desk's zone is the fallback.
//   time[datetime][title]              the title becomes the exact moment
//   data-shown="day" or "minute"       the text, too
const language = document.documentElement.lang || "en";
const locale = language === "en" ? "en-GB" : language; // as the server writes dates: day first

const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
const longDay = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
const clock = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
const exact = new Intl.DateTimeFormat(locale, { timeStyle: "long" });

function tell(place) {
  for (const time of place.querySelectorAll("time[datetime][title]")) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.valueOf())) continue;
    time.title = `${longDay.format(moment)}, ${exact.format(moment)}`;
    if (time.dataset.shown === "day") time.textContent = day.format(moment);
    if (time.dataset.shown === "minute") {
      time.textContent = `${longDay.format(moment)}, ${clock.format(moment)}`;
    }
  }
}

tell(document);
document.addEventListener("htmx:load", (event) => tell(event.target));
