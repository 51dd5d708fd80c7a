namespace Functional.Tests.Script;

/// <summary>The script's other verbs: what is built, what is handed over, what is missing.</summary>
public sealed class ScriptVerbTests : IDisposable
{
    private const string PrintArguments = "for each in \"$@\"; do echo \"<$each>\"; done";

    private readonly ScriptCheckout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public async Task Arguments_reach_the_program_in_order_and_whole()
    {
        _checkout.Program(PrintArguments);

        var result = await _checkout.RunAsync("run", "--config", "a file.yaml", "--install", "--port-offset", "5", "");

        Assert.Equal("<run>\n<--config>\n<a file.yaml>\n<--port-offset>\n<5>\n<>\n", result.Output);
    }

    [Fact]
    public async Task The_exit_code_is_the_programs()
    {
        _checkout.Program("exit 7");

        Assert.Equal(7, (await _checkout.RunAsync("vrp", "parse", "display version")).ExitCode);
    }

    [Fact]
    public async Task Only_what_changed_is_built()
    {
        _checkout.Program(PrintArguments);
        await _checkout.RunAsync("run");
        await _checkout.RunAsync("run");
        Assert.Single(_checkout.Calls);

        var source = Path.Combine(_checkout.Root, "web", "page.tsx");
        File.WriteAllText(source, "");
        File.SetLastWriteTimeUtc(source, File.GetLastWriteTimeUtc(Path.Combine(_checkout.Root, "artifacts", "built")).AddSeconds(1));
        await _checkout.RunAsync("run");

        Assert.Equal(2, _checkout.Calls.Count);
    }

    [Theory]
    [InlineData("dotnet", "the .NET 10 SDK is needed")]
    [InlineData("npm", "Node 20 or later is needed")]
    [InlineData("node", "Node 20 or later is needed")]
    public async Task A_missing_tool_is_named(string tool, string text)
    {
        _checkout.RemoveTool(tool);

        var result = await _checkout.RunAsync("run");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(text, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_Node_is_named_with_its_version()
    {
        _checkout.Tool("node", "echo v18.20.4");

        Assert.Contains("this is Node v18.20.4", (await _checkout.RunAsync("run")).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "  apt-get install -y --no-install-recommends libssh-4 libssl3 libnghttp2-14\n")]
    [InlineData("1000", "  sudo apt-get install -y --no-install-recommends libssh-4 libssl3 libnghttp2-14\n")]
    public async Task A_missing_package_is_named_with_the_one_command_to_type(string user, string command)
    {
        _checkout.Tool("dpkg-query", "exit 1");
        _checkout.Tool("id", $"echo {user}");
        _checkout.Tool("apt-get", "echo \"apt-get $*\" >> \"$CALLS\"");

        var result = await _checkout.RunAsync("run");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(command, result.Errors, StringComparison.Ordinal);
        Assert.Empty(_checkout.Calls);
    }

    [Fact]
    public async Task Missing_packages_are_installed_when_that_is_asked_for_without_starting_their_services()
    {
        _checkout.Program(PrintArguments);
        _checkout.Tool("dpkg-query", "exit 1");
        _checkout.Tool("id", "echo 0");
        _checkout.Tool("apt-get", $"echo \"apt-get $*\" >> \"$CALLS\"; [ -x '{_checkout.PolicyFile}' ] && echo guarded >> \"$CALLS\"; exit 0");

        var result = await _checkout.RunAsync("run", "--install");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["apt-get update -qq", "guarded", "apt-get install -y -qq --no-install-recommends libssh-4 libssl3 libnghttp2-14", "guarded"], _checkout.Calls.Take(4));
        Assert.False(File.Exists(_checkout.PolicyFile));
    }

    [Fact]
    public async Task An_installation_that_fails_says_so_and_takes_its_guard_away()
    {
        _checkout.Tool("dpkg-query", "exit 1");
        _checkout.Tool("id", "echo 0");
        _checkout.Tool("apt-get", "exit 100");

        var result = await _checkout.RunAsync("run", "--install");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("installing libssh-4 libssl3 libnghttp2-14 failed", result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_checkout.PolicyFile));
    }

    [Fact]
    public async Task A_checkout_that_one_may_not_write_is_run_as_it_was_built()
    {
        _checkout.Program(PrintArguments);
        _checkout.MakeReadOnly();

        var result = await _checkout.RunAsync(unprivileged: true, "run");

        Assert.Equal("<run>\n", result.Output);
        Assert.Empty(_checkout.Calls);
    }

    [Theory]
    [InlineData("run", "nothing is built yet")]
    [InlineData("test", "may not write in")]
    [InlineData("style", "may not write in")]
    [InlineData("clean", "may not write in")]
    public async Task What_needs_to_write_says_so_where_it_may_not(string verb, string text)
    {
        _checkout.MakeReadOnly();

        var result = await _checkout.RunAsync(unprivileged: true, verb);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(text, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cleaning_takes_what_was_built_and_nothing_else()
    {
        _checkout.Program(PrintArguments);
        var artifacts = Path.Combine(_checkout.Root, "artifacts");
        foreach (var file in new[] { "src/Farol/obj/x", "src/Farol/Program.cs", "test/A.Tests/bin/x", "web/dist/x", "web/src/x", "artifacts/home/download", "artifacts/test-A.log" })
        {
            Directory.CreateDirectory(Path.Combine(_checkout.Root, Path.GetDirectoryName(file)!));
            File.WriteAllText(Path.Combine(_checkout.Root, file), "");
        }

        var result = await _checkout.RunAsync("clean");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["Directory.Build.props", "artifacts/home/download", "farol", "global.json", "src/Farol/Program.cs", "web/src/x"],
            Directory.EnumerateFiles(_checkout.Root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_checkout.Root, f)).Order(StringComparer.Ordinal));
        Assert.True(Directory.Exists(artifacts));
    }

    [Fact]
    public async Task Help_lists_the_verbs_and_an_unknown_one_is_refused()
    {
        var help = await _checkout.RunAsync("help");
        var nothing = await _checkout.RunAsync();
        var unknown = await _checkout.RunAsync("rnu");

        Assert.All(new[] { "run", "gateway", "simulate", "vrp parse", "test", "check", "bench", "clean" }, v => Assert.Contains("./farol " + v, help.Output, StringComparison.Ordinal));
        Assert.Equal(help.Output, nothing.Output);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("unknown verb \"rnu\"", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Benches_are_listed_and_an_unknown_one_is_refused()
    {
        Assert.Equal(0, (await _checkout.RunAsync("bench")).ExitCode);
        Directory.CreateDirectory(Path.Combine(_checkout.Root, "bench", "parsers"));
        File.WriteAllText(Path.Combine(_checkout.Root, "bench", "parsers", "run.sh"), "#!/bin/sh\n# Parsers beside a peer\n");

        Assert.Contains("Parsers beside a peer", (await _checkout.RunAsync("bench")).Output, StringComparison.Ordinal);
        Assert.Contains("no bench called none", (await _checkout.RunAsync("bench", "none")).Errors, StringComparison.Ordinal);
    }
}
