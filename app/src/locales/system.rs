//! Words of the page that shows what runs.

use domain::views::system::Ended;

use super::Lang;

/// Words of the page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub rehearsal: &'static str,
    pub behind: fn(i64, i64) -> String,
    pub version: &'static str,
    pub started: &'static str,
    pub engine: &'static str,
    pub schema: &'static str,
    pub clock: &'static str,
    pub jobs: &'static str,
    pub jobs_text: &'static str,
    pub job: &'static str,
    pub last: &'static str,
    pub ended: &'static str,
    pub well: &'static str,
    pub no_turns: &'static str,
    pub settings: &'static str,
    pub settings_text: &'static str,
    pub setting: &'static str,
    pub value: &'static str,
    pub set: &'static str,
    pub from_file: &'static str,
    pub not_set: &'static str,
}

const ZH: Words = Words {
    title: "系统运行情况",
    lede: "这台服务器的版本、数据库、定时任务和配置，只能查看，不能在网页上修改。",
    rehearsal: "这是演练：时钟可以拨动，邮件不发出。",
    behind: |number, known| {
        format!("数据库的结构版本是 {number}，本程序对应的是 {known}：请先完成升级。")
    },
    version: "程序版本",
    started: "启动时间",
    engine: "数据库",
    schema: "结构版本",
    clock: "系统时钟",
    jobs: "定时任务",
    jobs_text: "这台服务器启动以来每项任务最近一次的情况；失败的原因写在日志里。",
    job: "任务",
    last: "最近一次",
    ended: "结果",
    well: "最近一次成功",
    no_turns: "启动以来还没有任务完成过一次。",
    settings: "配置",
    settings_text: "密码、密钥等保密的配置只显示有没有设置，不显示内容。修改配置由运维人员在服务器上进行，重新启动后生效。",
    setting: "配置项",
    value: "值",
    set: "已设置",
    from_file: "由文件提供",
    not_set: "未设置",
};

const EN: Words = Words {
    title: "What runs",
    lede: "Version, database, the server's own work and its settings. They can be read here, not changed.",
    rehearsal: "This is a rehearsal: its clock can be moved, and no mail is sent.",
    behind: |number, known| {
        format!(
            "The schema of the database is number {number}, this program's is {known}: finish the upgrade first."
        )
    },
    version: "Version",
    started: "Running since",
    engine: "Database",
    schema: "Schema",
    clock: "Clock",
    jobs: "Its own work",
    jobs_text: "The last turn of each job since this server began. Why one failed stands in the log.",
    job: "Job",
    last: "Last turn",
    ended: "Outcome",
    well: "Went well last",
    no_turns: "No job has ended a turn yet.",
    settings: "Settings",
    settings_text: "Of passwords and keys only whether they are set is shown. Settings are changed on the server, by its operator, and hold from its next start.",
    setting: "Setting",
    value: "Value",
    set: "set",
    from_file: "set from a file",
    not_set: "not set",
};

/// The words in a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Name of an engine.
pub fn engine(code: &str) -> &str {
    match code {
        "sqlite" => "SQLite",
        "postgres" => "PostgreSQL",
        other => other,
    }
}

/// How a turn ended.
pub fn ended(lang: Lang, ended: Ended) -> &'static str {
    match ended {
        Ended::Done => lang.pick("成功", "done"),
        Ended::Failed => lang.pick("失败", "failed"),
        Ended::Panicked => lang.pick("异常中断", "broken off"),
    }
}

/// What a job does; its name where nothing else is known.
pub fn job(lang: Lang, name: &str) -> String {
    JOBS.iter()
        .find(|j| j.0 == name)
        .map_or_else(|| name.to_owned(), |j| lang.pick(j.1, j.2).to_owned())
}

/// Names of the jobs, as the log has them, and what they do.
const JOBS: [(&str, &str, &str); 10] = [
    ("clock", "演练时钟同步", "Follows the clock of a rehearsal"),
    ("compare", "重复线索比对", "Compares dossiers"),
    ("contents", "清理无归属的附件内容", "Removes contents of files that belong to nothing"),
    ("deliver", "发送邮件", "Sends mail"),
    ("journal-head", "公布日志校验值", "Publishes the head of the journal"),
    ("notice", "公示和征求意见到期提示", "Tells when a notice or a consultation is over"),
    ("remind", "截止前提醒", "Reminds before closings"),
    ("rescan", "附件复查病毒", "Looks for viruses again"),
    ("sweep", "清理未完成的上传", "Clears uploads that were given up"),
    ("walk", "核对日志", "Walks the journal"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::assert_said;

    #[test]
    fn outcomes_and_jobs_are_said_in_both_languages() {
        for e in [Ended::Done, Ended::Failed, Ended::Panicked] {
            assert_said(ended(Lang::Zh, e), ended(Lang::En, e));
        }
        for (name, zh, en) in JOBS {
            assert_said(zh, en);
            assert_eq!(job(Lang::Zh, name), zh);
        }
        assert_eq!(job(Lang::En, "something_new"), "something_new");
    }
}
