//! Days of commits in the archive's time zone, whatever that of the machine is.

use std::process::Command;

/// Git takes days to be those of this time zone; of the machine's where it is not the name of one.
pub(super) fn set<'c>(command: &'c mut Command, zone: &str) -> &'c mut Command {
    if let Some(zone) = known(zone) {
        command.env("TZ", zone);
    }
    command
}

/// As the system is told.
fn known(zone: &str) -> Option<&str> {
    let named =
        zone.starts_with(|c: char| c.is_ascii_alphabetic()) && zone.chars().all(|c| c.is_ascii_alphanumeric() || "/_+-".contains(c));
    match zone {
        // Also where the system knows no time zones.
        "Asia/Shanghai" | "Asia/Chongqing" | "Asia/Harbin" | "PRC" => Some("CST-8"),
        _ => Some(zone).filter(|_| named),
    }
}

#[cfg(test)]
mod tests {
    use super::known;

    #[test]
    fn only_names_reach_the_system() {
        assert_eq!(known("Asia/Shanghai"), Some("CST-8"));
        assert_eq!(known("Europe/Berlin"), Some("Europe/Berlin"));
        for bad in ["", ":/etc/passwd", "/etc/localtime", "a b"] {
            assert_eq!(known(bad), None, "{bad}");
        }
    }
}
