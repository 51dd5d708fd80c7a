using System.Text.RegularExpressions;
using Farol.Configuration;
using Farol.Configuration.Documents;
using Farol.Settings;
using Testing.Support;

namespace Functional.Tests.Settings;

/// <summary><c>.env.example</c> has every setting, no other, and shows the defaults that are in force.</summary>
public sealed partial class SettingsExampleTests : IDisposable
{
    private static readonly string _example = File.ReadAllText(RepositoryRoot.File(".env.example"));

    private readonly SettingsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_example_lists_every_setting_that_is_read()
    {
        var missing = Asked().Except(Listed(), StringComparer.Ordinal);

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_setting_that_the_example_lists_is_read()
    {
        var unknown = Listed().Except(Asked(), StringComparer.Ordinal);

        Assert.Empty(unknown);
    }

    [Fact]
    public void A_setting_taken_out_of_the_example_is_noticed() =>
        Assert.Contains("PORT", Asked().Except(Setting().Matches(_example.Replace("\nPORT=", "\nPROT=", StringComparison.Ordinal)).Select(m => m.Groups["key"].Value), StringComparer.Ordinal));

    [Fact]
    public void The_example_as_it_is_changes_nothing()
    {
        var defaults = _folder.Load();
        var shown = _folder.WithEnvironmentFile(_example).Load();

        Assert.Equal((defaults.Host, defaults.Port, defaults.MetricsPort, defaults.StartSimulator), (shown.Host, shown.Port, shown.MetricsPort, shown.StartSimulator));
        Assert.Equal(defaults.Monitor, shown.Monitor);
        Assert.Equal(defaults.Access, shown.Access);
        Assert.Equal(defaults.Log, shown.Log);
        Assert.Equal(defaults.Store.DataFolder, shown.Store.DataFolder);
        Assert.Equal(defaults.Store.Redis, shown.Store.Redis);
        Assert.Equal(defaults.Live.MaxClients, shown.Live.MaxClients);
        Assert.Empty(shown.Routers);
    }

    [Fact]
    public void The_example_with_every_comment_taken_away_is_understood()
    {
        var text = CommentedOut().Replace(_example, "$1");
        // What a person has to fill in, or what needs a file of theirs.
        var filled = text.Replace("ROUTER_PASSWORD=", "ROUTER_PASSWORD=p", StringComparison.Ordinal)
            .Replace("ROUTER_CHANGE_USERNAME=", "", StringComparison.Ordinal)
            .Replace("ROUTER_COMMANDS_OPENED=", "ROUTER_COMMANDS_OPENED=display arp,display mac-address", StringComparison.Ordinal);
        var settings = _folder.WithEnvironmentFile(filled.Replace("ROUTER_CHANGE_PASSWORD=", "#", StringComparison.Ordinal)).Load();

        Assert.Equal("192.0.2.1", Assert.Single(settings.Routers).Host);
        Assert.Equal(["100GE0/1/0", "100GE0/1/1"], settings.Routers[0].Uplinks);
        Assert.Equal(2, settings.Monitor.CommandsOpened.Count);
    }

    [Fact]
    public void The_example_of_the_configuration_file_is_understood()
    {
        _folder.Environment["BNG_01_PASSWORD"] = "one";
        _folder.Environment["BNG_02_PASSWORD"] = "two";
        var settings = _folder.Load(new RunOptions { ConfigFile = RepositoryRoot.File("farol.example.yaml") });

        Assert.Equal(["bng-01", "bng-02"], settings.Routers.Select(r => r.Id));
        Assert.Equal(["one", "two"], settings.Routers.Select(r => r.Password));
    }

    [Fact]
    public void The_example_of_the_gateway_is_understood_with_its_comments_taken_away()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("example.pem"), "");
        File.WriteAllText(folder.File("example.key"), "");
        var text = File.ReadAllText(RepositoryRoot.File("farol.example.yaml"));
        var gateway = DocumentReader.Read(
            CommentedOutYaml().Replace(text[text.IndexOf("# listeners:", StringComparison.Ordinal)..], "$1"), "farol.example.yaml", _ => "a-value-from-the-environment", new FolderFiles(folder.Path)).Gateway;

        Assert.Equal((2, 1, 1, 3), (gateway.Listeners.Count, gateway.Certificates.Count, gateway.Pools.Count, gateway.Routes.Count));
        Assert.Equal(3, gateway.Pools[0].Backends.Count);
        Assert.NotNull(gateway.Gateway.StickySecret);
    }

    /// <summary>Some settings are only looked for beside others.</summary>
    private IReadOnlyCollection<string> Asked()
    {
        _folder.Environment["ROUTER_HOST"] = "192.0.2.1";
        _folder.Environment["ROUTER_USERNAME"] = "farol";
        _folder.Environment["ROUTER_PASSWORD"] = "secret";
        _folder.Environment["REDIS_HOST"] = "localhost";
        _folder.Load();
        return _folder.Asked;
    }

    private static IEnumerable<string> Listed() => Setting().Matches(_example).Select(m => m.Groups["key"].Value);

    [GeneratedRegex("^#?(?<key>[A-Z][A-Z0-9_]+)=", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [GeneratedRegex("^# (.*)", RegexOptions.Multiline)]
    private static partial Regex CommentedOutYaml();

    [GeneratedRegex("^#([A-Z][A-Z0-9_]+=)", RegexOptions.Multiline)]
    private static partial Regex CommentedOut();
}
