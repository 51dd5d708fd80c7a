using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Faults;

/// <summary>A start that cannot work says everything that is to mend, at once, and leaves nothing running.</summary>
[Collection(FaultsGroup.Name)]
public sealed class StartErrorTests
{
    private static readonly TimeSpan _exit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Every_error_of_file_and_settings_is_named_with_its_place()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("farol.yaml");
        await File.WriteAllTextAsync(file, """
            routers:
              - id: Bad Name
                host: 192.0.2.1
                username: u
                password: the-secret-in-the-file
                port: 99999
              - id: second
                hots: 192.0.2.2
                username: u
            """, TestContext.Current.CancellationToken);
        var settings = new Dictionary<string, string> { ["BG_UPDATE_INTERVAL_ONLINE"] = "soon", ["ROUTER_HOST"] = "192.0.2.3", ["REDIS_PORT"] = "0", ["REDIS_HOST"] = "127.0.0.1" };
        await using var program = FarolProcess.Start(settings, folder.Path, "--config", file);
        Assert.Equal(1, await program.ExitAsync(_exit));
        foreach (var expected in new[] { "farol.yaml:2", "farol.yaml:6", "farol.yaml:8", "hots", "did you mean \"host\"", "BG_UPDATE_INTERVAL_ONLINE", "ROUTER_USERNAME", "ROUTER_PASSWORD", "REDIS_PORT" })
        {
            await Eventually.True(() => program.Output.Contains(expected, StringComparison.Ordinal), $"\"{expected}\" is in:\n{program.Output}", TimeSpan.FromSeconds(2));
        }

        Assert.DoesNotContain("the-secret-in-the-file", program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PORT")]
    [InlineData("METRICS_PORT")]
    public async Task A_port_in_use_is_named(string key)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await AssertRefusedAsync(new() { [key] = port }, $"farol: {key} {port} is in use", "--port-offset");
    }

    [Fact]
    public Task A_password_file_that_is_not_there_is_named() =>
        AssertRefusedAsync(new() { ["FAROL_ADMIN_PASSWORD_FILE"] = "/nowhere/password" }, "FAROL_ADMIN_PASSWORD_FILE", "/nowhere/password");

    [Fact]
    public async Task A_password_that_is_too_weak_is_named_and_not_shown()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("password");
        await File.WriteAllTextAsync(file, "abc", TestContext.Current.CancellationToken);
        await AssertRefusedAsync(new() { ["FAROL_ADMIN_PASSWORD_FILE"] = file }, "FAROL_ADMIN_PASSWORD_FILE", file);
    }

    [Fact]
    public Task An_address_that_is_not_this_machines_is_named() =>
        AssertRefusedAsync(new() { ["HOST"] = "192.0.2.77" }, "HOST", "192.0.2.77");

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("a-file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        await AssertRefusedAsync(new() { ["FAROL_DATA"] = file }, file);
    }

    private static async Task AssertRefusedAsync(Dictionary<string, string> settings, params string[] named)
    {
        await using var program = FarolProcess.Start(settings);
        Assert.Equal(1, await program.ExitAsync(_exit));
        await Eventually.True(
            () => program.Output.Split('\n').Any(l => named.All(n => l.Contains(n, StringComparison.Ordinal))),
            $"{string.Join(", ", named)} are in one line of:\n{program.Output}", TimeSpan.FromSeconds(2));
        Assert.Contains("farol: ", program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Output, StringComparison.Ordinal);
        foreach (var level in new[] { "WARNING", "ERROR", "CRITICAL" })
        {
            Assert.DoesNotContain($"\"level\":\"{level}\"", program.Output, StringComparison.Ordinal);
        }
    }
}
