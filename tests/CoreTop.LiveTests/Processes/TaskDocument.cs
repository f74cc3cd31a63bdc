using System.Text.Json;

namespace CoreTop.LiveTests.Processes;

/// <summary>What <c>coretop snapshot --json -H</c> printed, as lines that can be compared.</summary>
/// <param name="Errors">What it wrote to stderr.</param>
/// <param name="Source">Its <c>taskSource</c>.</param>
/// <param name="WhyNotBpf">Its <c>whyNotBpf</c>, the first line; null for null.</param>
/// <param name="Problems">Its <c>problems</c>.</param>
/// <param name="Lines">By PID: a line for each value that it has of the process and of its threads, except for those that the clock changes.</param>
internal sealed record TaskDocument(string Errors, string Source, string? WhyNotBpf, string Problems, IReadOnlyDictionary<int, string[]> Lines)
{
    private static readonly string[] OfTheClock = ["startTime", "elapsedSeconds"];

    public static TaskDocument Parse(string output, string errors)
    {
        using var document = JsonDocument.Parse(output);
        JsonElement root = document.RootElement;
        ILookup<int, JsonElement> threads = root.GetProperty("threads").EnumerateArray().ToLookup(thread => thread.GetProperty("pid").GetInt32());
        return new TaskDocument(
            errors,
            root.GetProperty("taskSource").GetString()!,
            root.GetProperty("whyNotBpf").GetString()?.Split('\n')[0],
            root.GetProperty("problems").GetRawText(),
            root.GetProperty("processes").EnumerateArray().ToDictionary(
                process => process.GetProperty("pid").GetInt32(),
                process => Values(process, string.Empty).Concat(threads[process.GetProperty("pid").GetInt32()].SelectMany(ValuesOfThread)).ToArray()));
    }

    private static IEnumerable<string> ValuesOfThread(JsonElement thread) => Values(thread, $"/{thread.GetProperty("tid").GetInt32()}");

    private static IEnumerable<string> Values(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .Where(field => !OfTheClock.Contains(field.Name)).SelectMany(field => Values(field.Value, $"{path}.{field.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Values(item, $"{path}[{index}]")),
        _ => [$"{path} {element.GetRawText()}"],
    };
}
