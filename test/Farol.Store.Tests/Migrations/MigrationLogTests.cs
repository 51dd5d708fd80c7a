using Farol.Store.Migrations;
using Microsoft.Extensions.Logging;

namespace Farol.Store.Tests.Migrations;

public sealed class MigrationLogTests
{
    [Theory]
    [InlineData(true, "state: a new schema of 2 steps")]
    [InlineData(false, "state: the schema took a/0001-first, b/0001-other")]
    public void A_start_that_changed_the_schema_says_so_in_one_line(bool wasEmpty, string line)
    {
        var log = new Lines();

        MigrationLog.Write(log, "state", wasEmpty, ["a/0001-first", "b/0001-other"]);

        Assert.Equal([line], log);
    }

    [Fact]
    public void A_start_that_changed_nothing_says_nothing()
    {
        var log = new Lines();

        MigrationLog.Write(log, "state", wasEmpty: false, []);

        Assert.Empty(log);
    }

    private sealed class Lines : List<string>, ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
