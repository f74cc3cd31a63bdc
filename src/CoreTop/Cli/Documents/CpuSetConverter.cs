using System.Text.Json;
using System.Text.Json.Serialization;
using CoreTop.Model.Cpus;

namespace CoreTop.Cli.Documents;

/// <summary>Writes a set of CPUs as a cpulist.</summary>
internal sealed class CpuSetConverter : JsonConverter<CpuSet>
{
    /// <inheritdoc/>
    public override CpuSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CpuList.TryParse(reader.GetString() ?? string.Empty, out CpuSet cpus) ? cpus : throw new JsonException("This is not a cpulist.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CpuSet value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
