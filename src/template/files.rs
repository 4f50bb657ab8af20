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
    "systemd/kehu-report-due.timer" => "systemd/kehu-report-due.timer",
    "systemd/kehu-report-monthly.timer" => "systemd/kehu-report-monthly.timer",
    "systemd/kehu-report@.service" => "systemd/kehu-report@.service",
    "taplo.toml" => ".taplo.toml",
    "vscode-settings.json" => ".vscode/settings.json",
    "workflows/gitea.yml" => ".gitea/workflows/kehu.yml",
    "workflows/gitlab.yml" => ".gitlab-ci.yml",
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
        name: "trading",
        as_of: "2026-07-08",
        files: embed!(
            "examples/trading":
            "README.md",
            "customers/beiling-bank/contact-reports/2026-03-14-fu-xiao-fang-qing.toml",
            "customers/beiling-bank/contact-reports/2026-06-05-fu-xiao-fang-qing.toml",
            "customers/beiling-bank/customer.toml",
            "customers/beiling-bank/key-people.toml",
            "customers/beiling-bank/orders.csv",
            "customers/beiling-bank/plans/2026.toml",
            "customers/beiling-bank/surveys/2025-10-16-satisfaction.toml",
            "customers/changting-school/contact-reports/2026-03-16-wen-liang-fang-qing.toml",
            "customers/changting-school/contact-reports/2026-06-07-wen-liang-fang-qing.toml",
            "customers/changting-school/customer.toml",
            "customers/changting-school/key-people.toml",
            "customers/changting-school/orders.csv",
            "customers/changting-school/surveys/2025-11-20-satisfaction.toml",
            "customers/hongdu-metro/contact-reports/2026-03-13-ji-ming-tan-lei.toml",
            "customers/hongdu-metro/contact-reports/2026-06-04-ji-ming-tan-lei.toml",
            "customers/hongdu-metro/customer.toml",
            "customers/hongdu-metro/key-people.toml",
            "customers/hongdu-metro/orders.csv",
            "customers/hongdu-metro/plans/2026.toml",
            "customers/hongdu-metro/surveys/2025-11-05-satisfaction.toml",
            "customers/jinghe-datacenter/contact-reports/2026-01-10-jian-ning-fang-qing.toml",
            "customers/jinghe-datacenter/contact-reports/2026-02-10-lu-chuan-fang-qing.toml",
            "customers/jinghe-datacenter/contact-reports/2026-03-10-jian-ning-fang-qing.toml",
            "customers/jinghe-datacenter/contact-reports/2026-04-10-lu-chuan-fang-qing.toml",
            "customers/jinghe-datacenter/contact-reports/2026-05-10-jian-ning-fang-qing.toml",
            "customers/jinghe-datacenter/contact-reports/2026-06-10-lu-chuan-fang-qing.toml",
            "customers/jinghe-datacenter/contact-reports/2026-07-02-lu-chuan-fang-qing.toml",
            "customers/jinghe-datacenter/customer.toml",
            "customers/jinghe-datacenter/key-people.toml",
            "customers/jinghe-datacenter/orders.csv",
            "customers/jinghe-datacenter/plans/2026.toml",
            "customers/jinghe-datacenter/surveys/2025-06-20-satisfaction.toml",
            "customers/jinghe-datacenter/surveys/2026-05-20-satisfaction.toml",
            "customers/lvyuan-food/contact-reports/2026-03-17-gan-lin-tan-lei.toml",
            "customers/lvyuan-food/customer.toml",
            "customers/lvyuan-food/key-people.toml",
            "customers/lvyuan-food/orders.csv",
            "customers/lvyuan-food/surveys/2025-08-14-satisfaction.toml",
            "customers/qingshan-telecom/contact-reports/2026-01-12-kang-jie-tan-lei.toml",
            "customers/qingshan-telecom/contact-reports/2026-02-12-wang-yang-tan-lei.toml",
            "customers/qingshan-telecom/contact-reports/2026-03-12-kang-jie-tan-lei.toml",
            "customers/qingshan-telecom/contact-reports/2026-04-12-wang-yang-tan-lei.toml",
            "customers/qingshan-telecom/contact-reports/2026-05-12-kang-jie-tan-lei.toml",
            "customers/qingshan-telecom/contact-reports/2026-06-12-wang-yang-tan-lei.toml",
            "customers/qingshan-telecom/contact-reports/2026-07-02-wang-yang-tan-lei.toml",
            "customers/qingshan-telecom/customer.toml",
            "customers/qingshan-telecom/key-people.toml",
            "customers/qingshan-telecom/orders.csv",
            "customers/qingshan-telecom/plans/2026.toml",
            "customers/qingshan-telecom/surveys/2025-12-11-satisfaction.toml",
            "customers/qingshan-telecom/surveys/2026-06-10-satisfaction.toml",
            "customers/ruifeng-hotel/contact-reports/2026-03-15-zhuo-ran-tan-lei.toml",
            "customers/ruifeng-hotel/contact-reports/2026-06-06-zhuo-ran-tan-lei.toml",
            "customers/ruifeng-hotel/customer.toml",
            "customers/ruifeng-hotel/key-people.toml",
            "customers/ruifeng-hotel/orders.csv",
            "customers/ruifeng-hotel/plans/2026.toml",
            "customers/ruifeng-hotel/surveys/2025-09-03-satisfaction.toml",
            "customers/wanquan-hospital/contact-reports/2026-01-11-zuo-yun-fang-qing.toml",
            "customers/wanquan-hospital/contact-reports/2026-02-11-cheng-yuan-fang-qing.toml",
            "customers/wanquan-hospital/contact-reports/2026-03-11-zuo-yun-fang-qing.toml",
            "customers/wanquan-hospital/contact-reports/2026-04-11-cheng-yuan-fang-qing.toml",
            "customers/wanquan-hospital/contact-reports/2026-05-11-zuo-yun-fang-qing.toml",
            "customers/wanquan-hospital/contact-reports/2026-06-11-cheng-yuan-fang-qing.toml",
            "customers/wanquan-hospital/contact-reports/2026-07-02-cheng-yuan-fang-qing.toml",
            "customers/wanquan-hospital/customer.toml",
            "customers/wanquan-hospital/key-people.toml",
            "customers/wanquan-hospital/orders.csv",
            "customers/wanquan-hospital/plans/2026.toml",
            "customers/wanquan-hospital/surveys/2026-03-12-satisfaction.toml",
            "kehu.toml",
            "market/2026-06-fang-qing.toml",
            "market/2026-06-tan-lei.toml",
            "staff.toml",
            "suggestions/2026-Q1-ruifeng-hotel.toml",
            "suggestions/2026-Q2-lvyuan-food.toml",
            "targets/2026.toml",
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
