// The date control on a site without a server: go to the latest prepared day that is not after the one chosen.
const box = document.getElementById("_days");
const form = box && box.querySelector("form");
if (box && box.dataset.days && form) {
  const days = box.dataset.days.split("|").map((each) => each.split(" "));
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = document.getElementById("as-of").value;
    const before = days.filter(([day]) => day <= wanted);
    const [, href] = before.length ? before[before.length - 1] : days[0];
    window.location.href = href;
  });
}
