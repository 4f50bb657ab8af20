//! The files of `archive-template/` and `examples/`, embedded: kehu needs nothing but itself to start an archive.
//! Every file is named here; a test compares the lists with the folders.

/// A file of a template or an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// Its path in the folder that it was taken from.
    pub from: &'static str,
    /// Its path in the new archive. Names with a dot are kept without it here, so that they do not act on this project.
    pub to: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// A filled archive to learn from.
#[derive(Debug)]
pub struct Example {
    /// Its name for `--example`.
    pub name: &'static str,
    /// The day for which its contents are made.
    pub as_of: &'static str,
    /// Its files.
    pub files: &'static [Embedded],
}

macro_rules! embed {
    ($folder:literal, $($from:literal => $to:literal,)*) => {
        &[$(Embedded { from: $from, to: $to, text: include_str!(concat!("../../", $folder, "/", $from)) }),*]
    };
    ($folder:literal: $($path:literal,)*) => {
        embed!($folder, $($path => $path,)*)
    };
}

/// `archive-template/`: what a new archive begins with.
pub static TEMPLATE: &[Embedded] = embed!(
    "archive-template",
    "README.md" => "README.md",
    "crontab.sample" => "crontab.sample",
    "gitattributes" => ".gitattributes",
    "gitignore" => ".gitignore",
    "kehu.toml" => "kehu.toml",
    "staff.toml" => "staff.toml",
    "taplo.toml" => ".taplo.toml",
    "vscode-settings.json" => ".vscode/settings.json",
    "workflows/kehu.yml" => ".github/workflows/kehu.yml",
);

/// `examples/`: whole archives.
pub static EXAMPLES: &[Example] = &[
    Example {
        name: "telecom",
        as_of: "2026-07-08",
        files: embed!(
            "examples/telecom":
            "README.md",
            "customers/jiangbei-catv/contact-reports/2026-06-11-xu-zhihong-zhou-lan.yaml",
            "customers/jiangbei-catv/customer.yaml",
            "customers/jiangbei-catv/insight.yaml",
            "customers/jiangbei-catv/key-people.yaml",
            "customers/jiangbei-catv/people/pan-lu.yaml",
            "customers/jiangbei-catv/people/tian-ye.yaml",
            "customers/jiangbei-catv/people/xu-zhihong.yaml",
            "customers/jiangbei-catv/plans/2026.yaml",
            "customers/starbridge/contact-reports/2026-03-05-feng-kai-chen-li.toml",
            "customers/starbridge/customer.toml",
            "customers/starbridge/insight.toml",
            "customers/starbridge/key-people.toml",
            "customers/starbridge/people/deng-chao.toml",
            "customers/starbridge/people/feng-kai.toml",
            "customers/starbridge/people/luo-yan.toml",
            "customers/starbridge/plans/2026.toml",
            "customers/yunling-mobile/complaints/2026-05-15-site-cleanup.toml",
            "customers/yunling-mobile/contact-reports/2026-03-18-li-guoqiang-ma-chao.toml",
            "customers/yunling-mobile/contact-reports/2026-05-15-li-guoqiang-zheng-keqin.toml",
            "customers/yunling-mobile/contact-reports/2026-05-28-duan-yunfei-sun-tao.toml",
            "customers/yunling-mobile/contact-reports/2026-06-10-wang-min-zhou-lan.toml",
            "customers/yunling-mobile/contact-reports/2026-06-16-qian-xuemei-zhou-lan.toml",
            "customers/yunling-mobile/contact-reports/2026-06-18-zhao-zhiyuan-sun-tao.toml",
            "customers/yunling-mobile/contact-reports/2026-06-24-li-guoqiang-zhou-lan.toml",
            "customers/yunling-mobile/customer.toml",
            "customers/yunling-mobile/insight.toml",
            "customers/yunling-mobile/key-people.toml",
            "customers/yunling-mobile/people/duan-yunfei.toml",
            "customers/yunling-mobile/people/he-jun.toml",
            "customers/yunling-mobile/people/li-guoqiang.toml",
            "customers/yunling-mobile/people/qian-xuemei.toml",
            "customers/yunling-mobile/people/wang-min.toml",
            "customers/yunling-mobile/people/zhao-zhiyuan.toml",
            "customers/yunling-mobile/plans/2026.toml",
            "customers/yunling-mobile/surveys/2026-02-06-satisfaction.toml",
            "kehu.toml",
            "lending/2026-0007.toml",
            "market/2026-07-zhou-lan.toml",
            "staff.toml",
            "suggestions/2026-Q2-starbridge.toml",
        ),
    },
    Example {
        name: "minimal",
        as_of: "2026-07-08",
        files: embed!(
            "examples/minimal":
            "customers/qingyuan-water/customer.toml",
            "customers/qingyuan-water/key-people.toml",
            "kehu.toml",
            "staff.toml",
        ),
    },
];

/// The example of this name.
#[must_use]
pub fn example(name: &str) -> Option<&'static Example> {
    EXAMPLES.iter().find(|example| example.name == name)
}
