/* Counts the days with a programme while they are planned; saving counts them, too. */

const shown = document.querySelector("[data-programmed]");

function count() {
  const days = [...document.querySelectorAll("[data-day]")];
  const isPlanned = (day) =>
    [...day.querySelectorAll("textarea[name$=-morning], textarea[name$=-afternoon]")].some((box) => box.value.trim());
  const isDated = (day) => day.querySelector("[name$=-day]").value;
  shown.textContent = days.filter((day) => isPlanned(day) && isDated(day)).length;
}

if (shown) {
  for (const kind of ["input", "together"]) document.addEventListener(kind, count);
  count();
}
