//! Words of the clock of a rehearsal.

use super::Lang;
use super::work::many;

/// Words of the page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub made: fn(&str) -> String,
    pub now: fn(&str) -> String,
    pub ahead: fn(i64) -> String,
    pub to: &'static str,
    pub to_hint: &'static str,
    pub set: &'static str,
    pub jump: &'static str,
    pub jump_text: &'static str,
    pub opens: fn(&str, &str) -> String,
    pub closes: fn(&str, &str) -> String,
}

const ZH: Words = Words {
    title: "演练时钟",
    lede: "把演练副本的时间向后拨，各阶段按拨后的时间开放和关闭，提醒也会随之产生。每次拨动都记入日志。",
    made: |at| format!("副本制作时间：{at}"),
    now: |at| format!("演练时钟：{at}（北京时间）"),
    ahead: |days| format!("比真实时间快 {days} 天"),
    to: "拨到",
    to_hint: "北京时间；只能向后拨，因为日志的时间不会倒退。一次最多 800 天。",
    set: "拨动时钟",
    jump: "跳到某个阶段",
    jump_text: "选一项即拨到那一刻。",
    opens: |phase, at| format!("“{phase}”开始：{at}"),
    closes: |phase, at| format!("“{phase}”截止前一小时：{at}"),
};

const EN: Words = Words {
    title: "Clock of the rehearsal",
    lede: "Moves the time of this copy on: phases open and close by it, and reminders come by it. Every move is kept in the journal.",
    made: |at| format!("The copy was made {at}"),
    now: |at| format!("Its clock says {at} (Beijing time)"),
    ahead: |days| format!("{} ahead of the real time", many(days, "day")),
    to: "Move to",
    to_hint: "Beijing time. It only goes forward, as the journal does; 800 days at once at most.",
    set: "Move the clock",
    jump: "Go to a phase",
    jump_text: "Choosing one moves the clock to that moment.",
    opens: |phase, at| format!("“{phase}” opens: {at}"),
    closes: |phase, at| format!("An hour before “{phase}” closes: {at}"),
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}
