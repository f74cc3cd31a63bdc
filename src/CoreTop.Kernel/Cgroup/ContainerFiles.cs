using System.Text;
using System.Text.Json;

namespace CoreTop.Kernel.Cgroup;

/// <summary>What container runtimes write of their containers, as far as it names them. Whatever does not read as documented says nothing.</summary>
internal static class ContainerFiles
{
    private const int LongestName = 256;

    /// <summary>What Docker calls the container: <c>Name</c> of its <c>config.v2.json</c>; null when it does not say.</summary>
    public static string? DockerName(ReadOnlySpan<byte> text)
    {
        string? name = null;
        Walk(text, (ref Utf8JsonReader json, string path) =>
        {
            if (path == "/Name")
            {
                name = json.GetString();
            }
        });
        return Safe(name?.TrimStart('/') is { } said ? OfDockershim(said) : null);
    }

    /// <summary>What Kubernetes or nerdctl calls the container: annotations of its OCI <c>config.json</c>; null when there are none of theirs.</summary>
    public static string? AnnotatedName(ReadOnlySpan<byte> text)
    {
        string? pod = null, container = null, name = null;
        Walk(text, (ref Utf8JsonReader json, string path) =>
        {
            switch (path)
            {
                case "/annotations/io.kubernetes.cri.sandbox-name" or "/annotations/io.kubernetes.pod.name":
                    pod = json.GetString();
                    break;
                case "/annotations/io.kubernetes.cri.container-name" or "/annotations/io.kubernetes.container.name":
                    container = json.GetString();
                    break;
                case "/annotations/nerdctl/name":
                    name = json.GetString();
                    break;
            }
        });
        return Safe(OfPod(pod, container) ?? name);
    }

    /// <summary>The containers of a <c>containers.json</c> of containers/storage, which Podman and CRI-O keep: names by id.</summary>
    /// <param name="text">The file.</param>
    /// <param name="names">Is added to.</param>
    public static void AddStored(ReadOnlySpan<byte> text, Dictionary<string, string> names)
    {
        string? id = null;
        Walk(text, (ref Utf8JsonReader json, string path) =>
        {
            if (path == "/id")
            {
                id = json.GetString();
            }
            else if (path == "/names" && id is not null && Safe(json.GetString()) is { } name)
            {
                names.TryAdd(id, name);
                id = null;
            }
        });
    }

    /// <summary>The name in that of a log of Kubernetes', <c>pod_namespace_container-id.log</c> in /var/log/containers; null for another file.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="id">The container's id.</param>
    public static string? LogName(string file, out string id)
    {
        const string End = ".log";
        const int Digits = 64;
        id = string.Empty;
        int dash = file.Length - End.Length - Digits - 1;
        string[] parts = dash > 0 && file.EndsWith(End, StringComparison.Ordinal) && file[dash] == '-' ? file[..dash].Split('_') : [];
        if (parts is not [{ Length: > 0 } pod, _, { Length: > 0 } container])
        {
            return null;
        }

        id = file.Substring(dash + 1, Digits);
        return Safe($"{pod}/{container}");
    }

    // k8s_CONTAINER_POD_NAMESPACE_UID_ATTEMPT, where Kubernetes starts containers by Docker.
    private static string OfDockershim(string name) =>
        name.Split('_') is ["k8s", var container, var pod, ..] ? OfPod(pod, container) ?? name : name;

    private static string? OfPod(string? pod, string? container) => (pod, container) switch
    {
        (null, _) => container,
        (_, null) => pod,
        _ => $"{pod}/{container}",
    };

    private static string? Safe(string? name) => name is { Length: > 0 and <= LongestName } ? name : null;

    // Visits the texts of objects and of arrays in them, by the names that lead to them; arrays of objects count as one object.
    private static void Walk(ReadOnlySpan<byte> text, Visitor visit)
    {
        try
        {
            var path = new List<string>();
            var json = new Utf8JsonReader(text);
            while (json.Read())
            {
                switch (json.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        path.Add(json.GetString()!);
                        continue;
                    case JsonTokenType.String:
                        visit(ref json, Path(path));
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        path.Add(string.Empty);
                        continue;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        path.RemoveAt(path.Count - 1);
                        break;
                }

                // The value of a property ends its name.
                if (path is [.., not ""])
                {
                    path.RemoveAt(path.Count - 1);
                }
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // What was read so far counts: the runtime may be writing.
        }
    }

    private static string Path(List<string> names)
    {
        var path = new StringBuilder();
        foreach (string name in names)
        {
            path.Append(name.Length > 0 ? "/" : string.Empty).Append(name);
        }

        return path.ToString();
    }

    private delegate void Visitor(ref Utf8JsonReader json, string path);
}
