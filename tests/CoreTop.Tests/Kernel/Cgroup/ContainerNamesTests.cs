using System.Text;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Cgroup;

public sealed class ContainerNamesTests : IDisposable
{
    private static readonly string Id = string.Concat(Enumerable.Repeat("3f2a", 16));

    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("{\"ID\":\"x\",\"State\":{\"Name\":\"no\"},\"Name\":\"/web\",\"Config\":{\"Env\":[\"Name=no\"]}}", "web")]
    [InlineData("{\"Name\":\"/k8s_nginx_web-7d9_shop_1234-abcd_0\"}", "web-7d9/nginx")]
    [InlineData("{\"Name\":7}", null)]
    [InlineData("{\"Name\":\"\"}", null)]
    [InlineData("{\"Name\":\"/cut", null)]
    [InlineData("[]]", null)]
    [InlineData("", null)]
    public void Docker_says_its_name(string text, string? expected) => Assert.Equal(expected, ContainerFiles.DockerName(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("{\"hostname\":\"h\",\"annotations\":{\"io.kubernetes.cri.container-name\":\"nginx\",\"io.kubernetes.cri.sandbox-name\":\"web-7d9\"}}", "web-7d9/nginx")]
    [InlineData("{\"annotations\":{\"io.kubernetes.container.name\":\"db\",\"io.kubernetes.pod.name\":\"db-0\"}}", "db-0/db")]
    [InlineData("{\"annotations\":{\"io.kubernetes.cri.sandbox-name\":\"web-7d9\"}}", "web-7d9")]
    [InlineData("{\"annotations\":{\"nerdctl/name\":\"job\"}}", "job")]
    [InlineData("{\"other\":{\"nerdctl/name\":\"job\"}}", null)]
    [InlineData("{\"annotations\":{\"nerdctl/name\":\"\\ud800\"}}", null)]
    public void Annotations_say_pod_and_container(string text, string? expected) =>
        Assert.Equal(expected, ContainerFiles.AnnotatedName(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_list_of_containers_says_the_first_name_of_each()
    {
        var names = new Dictionary<string, string>();
        ContainerFiles.AddStored(
            "[{\"id\":\"a1\",\"names\":[\"web\",\"other\"],\"layer\":\"x\"},{\"id\":\"b2\",\"metadata\":\"{}\"},{\"id\":\"c3\",\"names\":[\"db\"]}]"u8, names);

        Assert.Equal(new() { ["a1"] = "web", ["c3"] = "db" }, names);
    }

    [Fact]
    public void The_name_of_a_log_says_pod_and_container()
    {
        Assert.Equal("web-7d9/nginx", ContainerFiles.LogName($"web-7d9_shop_nginx-{Id}.log", out string id));
        Assert.Equal(Id, id);
        Assert.Null(ContainerFiles.LogName($"nginx-{Id}.log", out _));
        Assert.Null(ContainerFiles.LogName("syslog", out _));
    }

    [Theory]
    [InlineData("var/lib/docker/containers/ID/config.v2.json", "{\"Name\":\"/web\"}", "web")]
    [InlineData("run/containerd/io.containerd.runtime.v2.task/k8s.io/ID/config.json", "{\"annotations\":{\"io.kubernetes.cri.container-name\":\"nginx\"}}", "nginx")]
    [InlineData("var/log/containers/web_shop_nginx-ID.log", "", "web/nginx")]
    [InlineData("var/lib/containers/storage/overlay-containers/volatile-containers.json", "[{\"id\":\"ID\",\"names\":[\"job\"]}]", "job")]
    public void Wherever_a_runtime_keeps_it_the_name_is_found_by_the_cgroup(string path, string text, string expected)
    {
        _tree.With(path.Replace("ID", Id, StringComparison.Ordinal), text.Replace("ID", Id, StringComparison.Ordinal));
        using var files = new KernelFiles(_tree.Root);
        var names = new ContainerNames(files);

        Assert.Equal(expected, names.Find($"/system.slice/docker-{Id}.scope/init", TimeSpan.Zero));
        Assert.Null(names.Find("/system.slice/ssh.service", TimeSpan.Zero));
    }

    [Fact]
    public void A_name_is_read_once_in_a_while_and_a_container_that_is_renamed_gets_its_new_one()
    {
        string path = $"var/lib/docker/containers/{Id}/config.v2.json", cgroup = $"/docker/{Id}";
        using var files = new KernelFiles(_tree.Root);
        var names = new ContainerNames(files);
        Assert.Null(names.Find(cgroup, TimeSpan.Zero));

        _tree.With(path, "{\"Name\":\"/web\"}");
        Assert.Null(names.Find(cgroup, TimeSpan.FromSeconds(5)));
        Assert.Equal("web", names.Find(cgroup, TimeSpan.FromSeconds(31)));
    }
}
