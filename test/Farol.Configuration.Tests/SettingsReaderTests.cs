using Farol.Configuration.Settings;

namespace Farol.Configuration.Tests;

public sealed class SettingsReaderTests
{
    private const string File = """
        # settings
        PORT=8001
        export ROUTER_HOST = 192.0.2.1
        RATE_LIMIT_DATA=30          # per minute
        ROUTER_PASSWORD='p#ss "word" \n'
        LOG_FILE="logs/a b.log"
        HASH=a#b
        DEBUG=
        """;

    [Theory]
    [InlineData("PORT", "8001")]
    [InlineData("ROUTER_HOST", "192.0.2.1")]
    [InlineData("RATE_LIMIT_DATA", "30")]
    [InlineData("ROUTER_PASSWORD", "p#ss \"word\" \\n")]
    [InlineData("LOG_FILE", "logs/a b.log")]
    [InlineData("HASH", "a#b")]
    [InlineData("DEBUG", null)]
    public void The_file_is_read_as_shells_and_people_write_it(string key, string? expected) =>
        Assert.Equal(expected, Reader(File).Text(key));

    [Fact]
    public void The_environment_wins_over_the_file() =>
        Assert.Equal(9, Reader(File, ("PORT", "9")).Integer("PORT", 1, 1, 65535));

    [Fact]
    public void Every_error_is_collected_with_its_place()
    {
        var reader = Reader("PORT=many\nDEBUG=perhaps\nLOG_LEVEL=loud\nBG=0.01\n", ("WAIT", "x"));
        Assert.Equal(8000, reader.Integer("PORT", 8000, 0, 65535));
        Assert.False(reader.Flag("DEBUG", otherwise: false));
        Assert.Equal("INFO", reader.Choice("LOG_LEVEL", "INFO", "DEBUG", "INFO"));
        Assert.Equal(TimeSpan.FromSeconds(5), reader.Seconds("BG", 5, 1, 60));
        Assert.Equal(TimeSpan.FromSeconds(1), reader.Seconds("WAIT", 1, 1, 60));
        var wrong = Assert.Throws<ConfigurationException>(reader.ThrowIfAny);
        Assert.Equal(
        [
            ".env:1: PORT: expected a whole number from 0 to 65535, found \"many\"",
            ".env:2: DEBUG: expected true or false, found \"perhaps\"",
            ".env:3: LOG_LEVEL: expected one of DEBUG, INFO, found \"loud\"",
            ".env:4: BG: expected seconds from 1 to 60, found \"0.01\"",
            "environment: WAIT: expected seconds from 1 to 60, found \"x\"",
        ], wrong.Errors.Select(e => e.ToString()));
    }

    [Fact]
    public void A_line_that_is_no_setting_is_an_error()
    {
        var errors = new List<ConfigurationError>();
        EnvironmentFile.Parse("PORT 8000\n1A=2\nB=\"open\n", ".env", errors);
        Assert.Equal([1, 2, 3], errors.Select(e => e.Line));
    }

    private static SettingsReader Reader(string file, params (string Key, string Value)[] environment)
    {
        var errors = new List<ConfigurationError>();
        var values = EnvironmentFile.Parse(file, ".env", errors);
        Assert.Empty(errors);
        return new SettingsReader(values, key => environment.FirstOrDefault(e => e.Key == key).Value);
    }
}
