"""Rule names → what each says to people; a rule's own docstring where it is a function."""

import inspect

from pipeline.label.generated import leak_title
from pipeline.label.late import RULES as LATE
from pipeline.label.sight import RULES

PHRASES: dict[str, str] = {
    "related_list": "A list of other pages, with the heading that announces it.",
    "related_pointer": "A pointer to another page between paragraphs, behind its label.",
    "comment_section": "A comment section, from its heading on.",
    "comment_tools": "Buttons of a comment section.",
    "comment_label": "A labelled field or line of a comment section.",
    "comment_notice": "A notice to those who would comment.",
    "navigation_line": "A line of the site's navigation.",
    "navigation_words": "A menu, share bar or toolbar: nothing but its words.",
    "navigation_label": "A line of navigation behind its label: the page before, the tags.",
    "navigation_notice": "A sentence about finding one's way on the site.",
    "site_line": "A line that the site prints on its pages.",
    "site_links": "The site's own links: about us, contact, terms.",
    "site_label": "A line of the site behind its label.",
    "site_notice": "A notice of the site: rights, disclaimer, advertisement, form.",
    "error_line": "A line that a server, a framework or a firewall prints.",
    "error_opening": "An error message, told by how it begins.",
    "error_sentence": "An error message, told by a sentence in it.",
    "generated_line": "A line that a language model leaves around its text.",
    "generated_opening": "What a language model says to the person who prompted it, told by how it begins.",
    "generated_sentence": "What a language model says to the person who prompted it.",
    "placeholder_line": "A placeholder that was never filled in.",
    "glue_marker": "A line that joins two texts on one page.",
}
"""What the phrase lists see."""

MARKUP: dict[str, str] = {
    "under_related": "The judge holds it for no part of the article; the heading above it names other pages.",
    "under_comments": "The judge holds it for no part of the article; the heading above it opens comments.",
    "heads_removed": "The heading of a list of links, all of which goes: other pages, or the page's own contents.",
    "scriptless_notice": "What the page says to browsers that run no scripts.",
    "code_button": "A button above a piece of code: to copy it.",
    "set_advert": "It begins with the word for an advertisement, in an element of that name.",
    "hidden_attribute": "Not shown to a reader: the element says `hidden`.",
    "display_none": "Not shown to a reader: its style takes it from sight.",
    "hidden_class": "Not shown to a reader: a class that hides on every site that uses it.",
    "zero_size": "Not shown to a reader: it has no size.",
    "off_screen": "Not shown to a reader: it stands beside the screen.",
    "same_colour": "Not shown to a reader: its text has the colour of what is behind it.",
    "system_page": "A line of a page that a system shows instead of an article.",
    "demo_page": "A line of the demo that comes with a theme.",
    "debug_page": "A line of the page that a framework shows a developer when it fails.",
    "closed_dialog": "Not shown to a reader: a dialog that is not open.",
    "frame_fallback": "Not shown to a reader: it stands inside a frame, for browsers that show none.",
    "comment_element": "The judge holds it for no part of the article; the elements around it are those of comments.",
    "related_element": "The judge holds it for no part of the article; the elements around it point to other pages.",
    "byline_element": "The judge holds it for no part of the article; the elements around it are those of a byline.",
    "navigation_element": "The judge holds it for no part of the article; it stands in a menu, a share bar or the like.",
    "site_element": "The judge holds it for no part of the article; it stands in the site's frame: head, foot, form, banner.",
    "link_beside_article": "The judge holds it for no part of the article; nearly all of it is links.",
    "page_tool": "A tool of the page and no part of its text: a permalink, an edit link, the way back from a footnote,"
    " line numbers.",
    "site_rule": "A rule of your own for this site drops it: [[tool.pipeline.sites]].",
    "site_marker": "It begins with a marker of your own for this site: [[tool.pipeline.sites]].",
    "site_phrase": "It is a line of your own for this site: [[tool.pipeline.sites]].",
    "your_correction": "You said so: corrections/ has it, see docs/corrections.md.",
    "beside_article": "The judge holds it for no part of the article.",
}
"""What markup shows and what the learned judge decides."""

JUDGED: dict[str, str] = {
    "judged_navigation": "The judge holds it for no part of the article; it looks like menus and the like.",
    "judged_boilerplate": "The judge holds it for no part of the article; it looks like the site's frame.",
    "judged_comment": "The judge holds it for no part of the article; it looks like comments.",
    "judged_byline": "The judge of lines takes it for the line that says who wrote the article, or when; its value was taken.",
    "judged_related": "The judge holds it for no part of the article; it looks like lists of other pages.",
    "judged_metadata": "The judge holds it for no part of the article; it looks like bylines, days and counts.",
}
"""What the judge of lines decides."""

REMEMBERED: dict[str, str] = {
    "site_repeats": "It stands on other pages of the site, too: learned by `pipeline learn`.",
    "among_repeats": "It stands among what recurs on the site's pages, and the judge doubts it.",
    "beyond_repeats": "It stands beyond lines that bound the article on the site's other pages, and the judge doubts it.",
    "marked_always": "It stands in the site's memory, where somebody has marked it `always`.",
    "sibling_titles": "The titles of other pages of the site, together.",
}
"""What the memory of the page's site says."""

CONTEXT: dict[str, str] = {
    "unmarked_titles": "Fifteen and more bare titles behind the last sentence: a list of other pages without a heading.",
    "error_title": "A title made from an error message; on a technical site it is an ordinary one.",
    "promoted_title": "A title behind a pointing mark, as news sites point to other pages.",
    "table_of_contents": "Lines in a row that name the headings further down.",
    "post_header": "The line over a post: who, when, which floor.",
    "by_posts": "It comes back by every post of the thread, as its writer's rank, counts and buttons do.",
    "post_profile": "What a forum prints beside a post: its writer's name, rank, first day and number of posts.",
    "consent_dialogue": "A dialogue that asks the reader to let data be processed, told by the element around it.",
    "post_signature": "A signature: what a forum prints below every post of its writer, and what a letter has below two dashes.",
    "bump": "A post that only thanks or bumps.",
    "model_answer": "What a language model answered instead of an article: nothing else is said on the page.",
    "thought": "What a model thought before it wrote, between its two marks.",
    "trace_continued": "A line of a stack trace, told by the lines around it.",
    "code_bar": "The language of a piece of code and the buttons to copy and run it.",
    "section_button": "A button that an encyclopaedia sets behind the headings of its sections.",
    "among_comments": "A short line among the parts of a comment section.",
    "among_site_lines": "A short line among the site's own lines behind the text.",
    "among_navigation": "A short line among navigation behind the text.",
    "calculator": "A calculator or an enquiry set into the text: its heading, fields and button.",
    "pull_quote": "A sentence of the text, shown a second time as a quotation.",
    "second_copy": "The whole article stands on the page a second time.",
    "repeated_text": "Text that stands on the page a second time.",
    "front_matter": "A line of the YAML above a Markdown text; its values became fields.",
    "byline": "A byline, date or source line; its values became fields.",
    "title_label": "`标题:` before the title, as a prompted model writes it.",
    "editor_tail": "An editor's or a source's note in brackets, or behind the last sentence.",
    "author_line": "The author's name alone, beside the date or below the text.",
    "author_card": "What the site says of the author, below the text.",
    "press_contact": "Whom the press may ask about a release.",
    "record": "A page's record: who put it there and when.",
    "title_aside": "The title of another page between two paragraphs, behind its label.",
    "lone_count": "A number alone among lines that go: votes, marks, readers.",
    "above_title": "A section's name above the title.",
    "recipe_card": "A box before an ingredient, or a button of the recipe's card: print, metric, 2x.",
    "mail_head": "The head of an e-mail: to whom it went, and how.",
    "inset_card": "A card set into the text: a course for sale, or the quote of a share.",
    "product_card": "The card of a program or a game beside its guide: size, language, platform.",
    "masthead": "The site's name, its sections or the path to the page, above the title.",
    "title_again": "The title a second time.",
    "error_page": "What is left of a page that only reports an error.",
    "list_page": "What is left of a page that is only a list of others.",
    "login_wall": "What is left of a page that asks to log in.",
    "too_short": "What is left of a page without an article.",
    "empty": "What is left of a page without text.",
}
"""What is seen only in its place on the page."""


def explanation(rule: str) -> str:
    """What a rule says to people. Raises KeyError for a name that no rule has."""
    return EXPLANATIONS[rule]


def _opening_line(function: object) -> str:
    return (inspect.getdoc(function) or "").split("\n", 1)[0]


EXPLANATIONS: dict[str, str] = {
    **{rule.__name__: _opening_line(rule) for rule, _ in (*RULES, *LATE)},
    **{rule.__name__: _opening_line(rule) for rule in (leak_title,)},
    **PHRASES,
    **MARKUP,
    **JUDGED,
    **REMEMBERED,
    **CONTEXT,
}
