//! The configuration's keys: which command has which.

use crate::app::input::Press;
use crate::app::keymap::written::{self, Refused};
use crate::app::keymap::{Binding, Clash, KEYS, Keymap, belongs_to};
use crate::domain::complaint::Place;
use crate::store::configuration::{Configuration, Located, Texts};
use crate::store::{nearest, safe};

/// How keys are written, for whoever wrote one otherwise.
const HOW: &str = "a key is written j, G, F5, ctrl-d, down, page-up, home, space, tab, enter";

/// Commands that this system does not have and others do.
const ELSEWHERE: &[&str] = if cfg!(unix) { &[] } else { &["suspend"] };

/// The keys as the table has them and `[keys]` changes them.
pub(super) fn keymap(said: &mut Configuration) -> Keymap {
    let (mut asked, mut places) = (Vec::new(), Vec::new());
    for Texts { name, texts } in said.texts("keys") {
        let row = KEYS.iter().position(|binding| binding.name == name.value);
        let Some((row, binding)) = row.and_then(|row| Some((row, KEYS.get(row)?))) else {
            unknown(said, name);
            continue;
        };
        let given = texts.len();
        let mut keys = Vec::new();
        for Located { value, place } in texts {
            match pressed(binding, &value) {
                Ok(read) => keys.extend(read),
                Err((message, help)) => said.complain(place, "key", message, help),
            }
        }
        // Only an empty list takes every key away; wrong ones change nothing.
        if given == 0 || !keys.is_empty() {
            asked.push((row, keys));
            places.push(name.place);
        }
    }
    let (keymap, clashes) = Keymap::rebound(&asked);
    for clash in clashes {
        let row = asked.get(clash.asked).and_then(|(row, _)| KEYS.get(*row));
        if let (Some(place), Some(binding)) = (places.get(clash.asked), row) {
            shared(said, place.clone(), binding, &clash);
        }
    }
    keymap
}

fn unknown(said: &mut Configuration, Located { value, place }: Located<String>) {
    if ELSEWHERE.contains(&value.as_str()) {
        return;
    }
    let help = nearest(&value, KEYS.iter().map(|binding| binding.name)).map_or_else(
        || "`callover keys` lists the commands".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    let message = format!("there is no command `{}`", safe(&value));
    said.complain(place, "unknown-command", message, help);
}

/// The keys that a text means for a command, or what is said of it and what to do.
fn pressed(binding: &Binding, text: &str) -> Result<Vec<Press>, (String, String)> {
    let shown = safe(text);
    let keys = written::read(text).map_err(|refused| match refused {
        Refused::Unknown => {
            let near = nearest(text, written::words());
            let help =
                near.map_or_else(|| HOW.to_owned(), |near| format!("did you mean `{near}`?"));
            (format!("`{shown}` is no key"), help)
        }
        Refused::Taken(why) => (
            format!("`{shown}` does not reach a program: {why}"),
            format!("choose another key; {HOW}"),
        ),
        Refused::Shift(capital) => {
            (format!("`{shown}` is no key"), format!("write the sign that it makes: `{capital}`"))
        }
    })?;
    let other = keys.iter().find(|key| belongs_to(**key).is_some_and(|own| own != binding.action));
    if let Some(key) = other {
        let always = if *key == written::LEAVE { "always leaves" } else { "always leads back" };
        let message = format!("`{}` {always}, no other command can have it", written::label(*key));
        return Err((message, "choose another key".to_owned()));
    }
    Ok(keys)
}

/// Two commands would have one key.
fn shared(said: &mut Configuration, place: Place, binding: &Binding, clash: &Clash) {
    let Clash { key, page, other, .. } = clash;
    let (name, other, key) = (binding.name, other.name, written::label(*key));
    let page = page.title().to_lowercase();
    let message = format!("`{key}` is both `{name}` and `{other}` on: {page}");
    let kept = written::labels(binding.keys).join(" ");
    let kept = if kept.is_empty() { "no key".to_owned() } else { format!("`{kept}`") };
    let help = format!("`{name}` keeps {kept}; give `{other}` another key, or this one");
    said.complain(place, "key-clash", message, help);
}
