using System.Text;
using CoreTop.Listing.Fields;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Docs;

/// <summary>The page docs/columns.md, made from the column table.</summary>
internal static class ColumnDocs
{
    /// <summary>The page as Markdown.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder(
            """
            # Columns

            Made from `src/CoreTop.Listing/Fields/ProcessColumns.cs` and the tables beside it; a test compares.

            Shown by default: 
            """);
        page.AppendJoin(", ", ProcessColumns.Default.Select(column => $"`{column.Heading}`"));
        page.Append(
            """
            . `--columns`, `--sort`, `-o` and filters take any column by its heading, by its name in JSON or
            by its name in top (`%CPU`, `P`, `nTH`), in any case; `%` and `+` may be left out of a heading where that is not the heading of
            another column. A word means the same column everywhere: `cpu` is the CPU it last ran on, as above its column, and `CPU%`, `%CPU` or `run` is CPU time;
            `command` is the command line, and `comm` the task's own name. `-O` prints all headings. With `--columns`, documents
            have these fields of each process, under their names in JSON ([json.md](json.md)).

            Files are those of `/proc/[pid]`. What a column needs beyond `stat`, `schedstat` and what is read of every process now and then
            is read only while the column is shown, of the rows in view, or of all processes while the list is sorted or filtered by it.
            `-` means that the kernel does not report it, or refuses to.

            """);
        foreach (IGrouping<ColumnCategory, ProcessColumn> group in ProcessColumns.All.GroupBy(column => column.Category).OrderBy(group => group.Key))
        {
            page.Append($"\n## {group.Key}\n\n| column | in JSON | shows | unit | in JSON it is | from | is read |\n|---|---|---|---|---|---|---|\n");
            foreach (ProcessColumn column in group)
            {
                page.Append($"| `{column.Heading}` | `{column.JsonName}` | {Cell(column.Help)} | {Cell(column.Unit)} | {FieldKinds.InDocuments(column)} | {Cell(column.Source)} | {Reading(column.Needs)} |\n");
            }
        }

        return page.ToString();
    }

    private static string Reading(ExtraFiles needs) => needs switch
    {
        ExtraFiles.None => "always",
        ExtraFiles.MemoryMap => "while shown, every 10 s: walks the page tables, milliseconds for a large process",
        _ => "while shown",
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
