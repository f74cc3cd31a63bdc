using System.Text.RegularExpressions;

namespace CoreTop.Tests.Docs;

/// <summary>The pictures in docs, which tests/Pictures/run takes. That they are there is checked here, not what they show.</summary>
public sealed partial class PicturesTests
{
    private const int MostBytes = 3_000_000;

    private static readonly string Docs = Path.Combine(ExpectedText.Repository, "docs");
    private static readonly string Pictures = Path.Combine(Docs, "pictures");

    private static readonly string[] EverySize = ["80x24", "120x40", "200x60"];

    [Fact]
    public void Every_scene_has_a_picture_at_each_of_its_sizes_on_the_page_of_screens()
    {
        string page = File.ReadAllText(Path.Combine(Docs, "screens.md"));
        Scene[] scenes = [.. ReadScenes()];

        Assert.True(scenes.Length > 15, $"only {scenes.Length} scenes were found");
        Assert.Equal(scenes.Length, scenes.Select(scene => scene.Name).Distinct().Count());

        // A load needs idle CPUs: what shows one is taken when there are some.
        Scene[] shown = [.. scenes.Where(scene => scene.Machine != "live" || Files(scene).Any(file => File.Exists(Path.Combine(Pictures, file))))];
        Assert.All(shown, scene => Assert.Contains($"## {scene.Title}\n\n{scene.Caption}\n", page, StringComparison.Ordinal));
        Assert.All(
            shown.SelectMany(Files),
            file =>
            {
                Assert.True(File.Exists(Path.Combine(Pictures, file)), $"{file} is missing: tests/Pictures/run takes it");
                Assert.Contains($"pictures/{file}", page, StringComparison.Ordinal);
            });
    }

    [Fact]
    public void Every_picture_that_a_page_links_is_there_and_a_page_links_every_picture()
    {
        string[] linked =
        [
            .. Directory.EnumerateFiles(Docs, "*.md").Append(Path.Combine(ExpectedText.Repository, "README.md"))
                .SelectMany(page => Link().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value)).Distinct(),
        ];
        string[] kept =
            [.. Directory.EnumerateFiles(Pictures, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Pictures, path))];

        Assert.Equal(kept.Order(StringComparer.Ordinal), linked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void All_pictures_together_are_small()
    {
        long bytes = Directory.EnumerateFiles(Pictures, "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length);

        Assert.InRange(bytes, 1, MostBytes);
    }

    private static IEnumerable<string> Files(Scene scene) => scene.Sizes.Select(size => $"{scene.Name}-{size}.svg");

    private static IEnumerable<Scene> ReadScenes()
    {
        string table = File.ReadAllText(Path.Combine(ExpectedText.Repository, "tests", "Pictures", "scenes.toml"));
        foreach (string scene in table.Split("[[scenes]]\n").Skip(1))
        {
            Dictionary<string, string> lines = Line().Matches(scene).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
            yield return new(
                lines["name"].Trim('"'), lines["machine"].Trim('"'), lines["title"].Trim('"'), lines["caption"].Trim('"'),
                lines.TryGetValue("sizes", out string? sizes) ? [.. Size().Matches(sizes).Select(match => match.Value)] : EverySize);
        }
    }

    [GeneratedRegex(@"\(?(?:docs/)?pictures/([\w/-]+\.svg)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^(\w+) = (.*)$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"\d+x\d+")]
    private static partial Regex Size();

    private sealed record Scene(string Name, string Machine, string Title, string Caption, string[] Sizes);
}
