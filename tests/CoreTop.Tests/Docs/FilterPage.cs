using System.Text;
using CoreTop.Listing.Filters;

namespace CoreTop.Tests.Docs;

/// <summary>The page docs/filter.md, made from the table of fields.</summary>
internal static class FilterPage
{
    /// <summary>The page as Markdown.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder(
            """
            # Filter

            Made from `src/CoreTop.Listing/Filters/FilterFields.cs`; a test compares. It is what F4 asks for and `--filter` takes.

            - A text is looked for in the command line, the name and the user, in any case. Words that follow each other are one
              text; quotes keep what would mean something else: `"and"`.
            - A term compares a field: `run>0.5`. Blanks about the operator may be there. A value with blanks or a `|` is quoted.
            - `and` (or `&&`, or nothing), `or` (or `||`, or `|`), `not` (or `!`) and parentheses join them; `and` binds closer.
            - `~` and `!~` take a regular expression, in any case, without back references and lookaround.
            - What is not known of a task is neither equal nor unequal: both `wait>0` and `wait<=0` leave it out.
            - What looks like a term of no field is looked for as a text, and CoreTop says so.

            | field | operators | example | meaning |
            |---|---|---|---|

            """);
        foreach (FilterField field in FilterFields.All)
        {
            string operators = string.Join(' ', FilterOperators.List(field.Operators).Split(' ').Select(sign => $"`{sign}`"));
            page.Append($"| `{field.Name}` | {operators} | `{field.Example}` | {field.Help} |\n");
        }

        return page.ToString();
    }
}
