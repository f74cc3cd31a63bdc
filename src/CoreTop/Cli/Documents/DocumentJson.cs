using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CoreTop.Cli.Documents;

/// <summary>Writes the documents.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(CpuSetConverter)])]
[JsonSerializable(typeof(SnapshotDocument))]
[JsonSerializable(typeof(TopologyDocument))]
[JsonSerializable(typeof(JobDocument))]
[JsonSerializable(typeof(DiagnosisDocument))]
[JsonSerializable(typeof(RebalanceDocument))]
[JsonSerializable(typeof(ChangeDocument))]
[JsonSerializable(typeof(UndoDocument))]
[JsonSerializable(typeof(UndoListDocument))]
internal sealed partial class DocumentJson : JsonSerializerContext
{
    private static readonly PlainJsonEncoder Encoder = new();

    /// <summary>The document as UTF-8, with a line end.</summary>
    /// <param name="document">The document.</param>
    /// <param name="isOneLine">It is written in one line, for programs that read line by line; else for people too.</param>
    public static byte[] ToUtf8(Document document, bool isOneLine = false)
    {
        JsonTypeInfo type = Default.GetTypeInfo(document.GetType())
            ?? throw new InvalidOperationException($"{document.GetType().Name} is not in the list of documents.");
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);

        var options = new JsonWriterOptions { Indented = !isOneLine, Encoder = Encoder };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            JsonSerializer.Serialize(writer, document, type);
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
