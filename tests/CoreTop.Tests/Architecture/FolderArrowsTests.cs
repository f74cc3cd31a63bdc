using System.Text.RegularExpressions;

namespace CoreTop.Tests.Architecture;

public sealed partial class FolderArrowsTests
{
    private const string Tui = "CoreTop/Tui";

    private static readonly FolderArrows Arrows = new(SourceCode.Files);

    [Fact]
    public void A_folder_is_a_namespace() => Assert.Empty(SourceCode.Files
        .Where(file => file.Folder.Replace('/', '.') != file.Namespace)
        .Select(file => $"{file.Path} has the namespace {file.Namespace}"));

    [Fact]
    public void No_folders_form_a_ring()
    {
        string[] found = [.. Arrows.Rings().SelectMany(ring => ring).Order(StringComparer.Ordinal)];

        Assert.True(found.Length == 0, Why(found));
    }

    [Fact]
    public void No_files_form_a_ring()
    {
        var arrows = new FileArrows(SourceCode.Files);

        Assert.True(arrows.All.Count > 1000, $"only {arrows.All.Count} arrows were found");
        Assert.Empty(Rings.Of(arrows.All).Select(ring => string.Join(", ", ring)));
    }

    [Fact]
    public void No_pane_knows_another() => Assert.Empty(Arrows.All
        .Where(arrow => IsPane(arrow.Key.From) && IsPane(arrow.Key.To))
        .Select(arrow => $"{arrow.Value} of {arrow.Key.From} knows {arrow.Key.To}"));

    [Fact]
    public void The_command_line_and_the_screen_never_name_each_other() => Assert.Empty(Arrows.All
        .Where(arrow => (IsCli(arrow.Key.From) && IsTui(arrow.Key.To)) || (IsTui(arrow.Key.From) && IsCli(arrow.Key.To)))
        .Select(arrow => $"{arrow.Value} of {arrow.Key.From} knows {arrow.Key.To}"));

    [Fact]
    public void Arrows_inside_projects_are_those_drawn_in_the_page_on_architecture()
    {
        HashSet<(string From, string To)> drawn = [.. Drawn()];
        Dictionary<(string From, string To), string> real = [];
        foreach (((string from, string to), string file) in Arrows.All)
        {
            (string From, string To) arrow = IsTui(from) && IsTui(to) ? (from, to) : (Whole(from), Whole(to));
            if (from.Split('/')[0] == to.Split('/')[0])
            {
                real.TryAdd(arrow, file);
            }
        }

        Assert.True(real.Count > 30, $"only {real.Count} arrows were found");
        Assert.Empty(real.Where(arrow => !drawn.Contains(arrow.Key))
            .Select(arrow => $"{arrow.Key.From} → {arrow.Key.To} is not drawn in docs/architecture.md: see {arrow.Value}"));
        Assert.Empty(drawn.Where(arrow => !real.ContainsKey(arrow))
            .Select(arrow => $"{arrow.From} → {arrow.To} is drawn in docs/architecture.md, and no file makes it"));
    }

    // Each line of the block is a folder and those that it knows.
    private static IEnumerable<(string From, string To)> Drawn()
    {
        string page = File.ReadAllText(Path.Combine(ExpectedText.Repository, "docs", "architecture.md"));
        string project = string.Empty;
        foreach (string line in Block().Match(page).Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = line.Split('→');
            if (sides.Length == 1)
            {
                project = line.Trim();
                continue;
            }

            string from = Full(sides[0].Trim());
            foreach (string to in sides[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return (from, Full(to));
            }
        }

        string Full(string folder) => folder == "." ? project : $"{project}/{folder}";
    }

    private static string Why(string[] outside) => $"{string.Join(", ", outside)}: " + string.Join("; ", Arrows.All
        .Where(arrow => outside.Contains(arrow.Key.From) && outside.Contains(arrow.Key.To))
        .Select(arrow => $"{arrow.Key.From} → {arrow.Key.To} by {arrow.Value}"));

    // Seen from outside, the screen is one folder.
    private static string Whole(string folder) => IsTui(folder) ? Tui : folder;

    private static bool IsTui(string folder) => folder == Tui || folder.StartsWith(Tui + "/", StringComparison.Ordinal);

    private static bool IsPane(string folder) => folder.StartsWith(Tui + "/Panes/", StringComparison.Ordinal);

    private static bool IsCli(string folder) => folder == "CoreTop/Cli" || folder.StartsWith("CoreTop/Cli/", StringComparison.Ordinal);

    [GeneratedRegex(@"```arrows\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
