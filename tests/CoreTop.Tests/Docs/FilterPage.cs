using System.Text;
using CoreTop.Listing.Filters;

namespace CoreTop.Tests.Docs;

/// <summary>The page docs/filter.md, made from the tables of short names and kinds.</summary>
internal static class FilterPage
{
    /// <summary>The page as Markdown.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder(
            """
            # Filter

            Made from `src/CoreTop.Listing/Filters/FilterFields.cs` and the table of columns; a test compares. It is what F4 asks for and
            `--filter` takes.

            - A text is searched for in the command line, the name and the user, in any case. Words in a row are one text; quotes
              protect words that would mean something else: `"and"`.
            - A term compares a field: `run>0.5`. There may be spaces around the operator. A value with spaces or a `|` is quoted.
            - `and` (or `&&`, or nothing), `or` (or `||`, or `|`), `not` (or `!`) and parentheses join them; `and` binds closer.
            - `~` and `!~` take a regular expression, in any case, without back references and lookaround.
            - What is not known of a task is neither equal nor unequal: both `wait>0` and `wait<=0` leave it out.
            - A term with `=` whose field does not exist, such as `PORT=80`, is searched for as a text, and CoreTop says so. With any other operator
              it is an error, which names the field that was meant: in quotes it is a text.

            ## Short names

            | field | operators | example | meaning |
            |---|---|---|---|

            """);
        foreach (FilterField field in FilterFields.All)
        {
            page.Append($"| `{field.Name}` | {Signs(field.Operators)} | `{field.Example}` | {field.Help} |\n");
        }

        page.Append(
            """

            ## Every column

            [columns.md](columns.md) lists them, with what must be read for each: a filter has it read for all processes. A column is named
            by its heading, its name in JSON or its name in top, in any case: `MINFLT>1000`, `minorFaults>1000`. A word means the same field as in
            `--columns` and `--sort`: `cpu=6` is the CPU it last ran on, `CPU%>50` is CPU time in percent, `command` is what the
            column COMMAND shows, and `comm` or `name` is the task's own name.

            | kind | operators | takes |
            |---|---|---|

            """);
        foreach (FilterKind kind in FilterKind.All)
        {
            page.Append($"| {FieldKinds.Word(kind.Kind)} | {Signs(kind.Operators)} | {kind.Takes} |\n");
        }

        return page.ToString();
    }

    private static string Signs(FilterOperator operators) =>
        string.Join(' ', FilterOperators.List(operators).Split(' ').Select(sign => $"`{sign}`"));
}
