// The quizzes of a chapter: tick, check, read why. What was ticked is there again on the next visit.
//
// Without scripts every reason is shown (book.css), so nothing is lost.

const store = {
  read(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage is switched off: the quiz works all the same.
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Full or switched off.
    }
  },
};

function start(quiz) {
  const form = quiz.querySelector("form");
  const options = [...quiz.querySelectorAll(".yp-option")];
  const boxes = options.map((option) => option.querySelector("input"));
  const verdict = quiz.querySelector("output");
  const key = `yp:quiz:${location.pathname.split("/course/").pop()}:${quiz.dataset.ypQuiz}`;

  const check = () => {
    let right = 0;
    options.forEach((option, index) => {
      const can = option.dataset.ypCan === "yes";
      const isRight = boxes[index].checked === can;
      right += isRight;
      option.dataset.ypVerdict = isRight ? "right" : "wrong";
      const why = option.querySelector(".yp-because");
      why.dataset.ypLead = `${isRight ? "✓ Right" : "✗ Not so"}: this ${can ? "can" : "cannot"} happen. `;
    });
    quiz.dataset.ypChecked = "";
    verdict.textContent =
      right === options.length ? "All right." : `${right} of ${options.length} right.`;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check();
    store.write(key, boxes.map((box) => Number(box.checked)).join(""));
  });
  form.addEventListener("change", () => {
    delete quiz.dataset.ypChecked;
    verdict.textContent = "";
    options.forEach((option) => delete option.dataset.ypVerdict);
  });

  const kept = store.read(key);
  if (kept?.length === boxes.length && /^[01]+$/.test(kept)) {
    boxes.forEach((box, index) => (box.checked = kept[index] === "1"));
    check();
  }
}

export function startQuizzes() {
  document.querySelectorAll(".yp-quiz").forEach(start);
}
