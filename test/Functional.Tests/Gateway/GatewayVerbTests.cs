using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Gateway;

/// <summary><c>farol gateway check</c> and <c>diff</c>, through the real program.</summary>
public sealed class GatewayVerbTests : IDisposable
{
    private static readonly Dictionary<string, string> _environment = new() { ["STICKY_SECRET"] = "a-secret-of-the-tests" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_good_file_is_counted_and_ends_with_0()
    {
        var file = Write("farol.yaml", "pools: [{ name: web, backends: [{ address: \"127.0.0.1:8081\" }, { address: \"127.0.0.1:8082\" }] }]\nroutes: [{ pool: web }]\n");
        var (code, output, error) = await FarolVerb.RunAsync(_environment, "gateway", "check", file);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal($"{file}: good: 0 listeners, 0 certificates, 1 pools with 2 backends, 1 routes, 0 routers\n", output);
    }

    [Fact]
    public async Task A_bad_file_says_everything_with_file_line_and_key_and_ends_with_1()
    {
        var file = Write("farol.yaml", """
            pools:
              - name: web
                algoritm: least_conn
                backends: [{ address: "127.0.0.1" }]
            certificates:
              - { name: site, certificate_file: site.pem, key_file: site.key }
            routes:
              - { pool: wbe }
            """);
        var (code, output, error) = await FarolVerb.RunAsync(_environment, "gateway", "check", file);
        Assert.Equal((1, ""), (code, output));
        Assert.Equal(
            [
                $"{file}:3: pools[0].algoritm: unknown key; did you mean \"algorithm\"?",
                $"{file}:4: pools[0].backends[0].address: expected host:port, such as 10.0.0.1:8080 or [2001:db8::1]:8080, found \"127.0.0.1\"",
                $"{file}:6: certificates[0].certificate_file: there is no file {_folder.File("site.pem")}; relative names count from the folder of the configuration file",
                $"{file}:6: certificates[0].key_file: there is no file {_folder.File("site.key")}; relative names count from the folder of the configuration file",
                $"{file}:8: routes[0].pool: there is no pool \"wbe\"; did you mean \"web\"?",
            ],
            error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var (code, _, error) = await FarolVerb.RunAsync(_environment, "gateway", "check", _folder.File("nowhere.yaml"));
        Assert.Equal(1, code);
        Assert.Contains(_folder.File("nowhere.yaml"), error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_difference_names_object_field_old_and_new_and_no_secret()
    {
        var before = Write("before.yaml", """
            pools:
              - { name: web, backends: [{ address: "127.0.0.1:8081" }, { address: "127.0.0.1:8082" }] }
            routes:
              - { pool: web, request_headers: { set: [{ name: Authorization, value: Basic b2xkLXNlY3JldA }] } }
            """);
        var after = Write("after.yaml", """
            pools:
              - { name: web, slow_start: 30s, backends: [{ address: "127.0.0.1:8081", weight: 3 }, { address: "127.0.0.1:8083" }] }
            routes:
              - { pool: web, request_headers: { set: [{ name: Authorization, value: Basic bmV3LXNlY3JldA }] } }
            gateway:
              sticky_secret: ${STICKY_SECRET}
            """);
        var (code, output, error) = await FarolVerb.RunAsync(_environment, "gateway", "diff", after, "--against", before);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            [
                "~ gateway: sticky_secret: (none) -> ***",
                "~ pool web: slow_start: 0s -> 30s",
                "~ backend web/127.0.0.1:8081: weight: 1 -> 3",
                "- backend web/127.0.0.1:8082",
                "+ backend web/127.0.0.1:8083",
                "~ route */: request_headers.set: [{name: Authorization, value: ***}] -> [{name: Authorization, value: ***}]",
            ],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_file_against_itself_has_no_difference_and_alone_everything_is_new()
    {
        var file = Write("farol.yaml", "pools: [{ name: web, backends: [{ address: \"127.0.0.1:8081\" }] }]\n");
        Assert.Equal((0, "no difference\n", ""), await FarolVerb.RunAsync(_environment, "gateway", "diff", file, "--against", file));
        Assert.Equal((0, "+ pool web\n", ""), await FarolVerb.RunAsync(_environment, "gateway", "diff", file));
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }
}
