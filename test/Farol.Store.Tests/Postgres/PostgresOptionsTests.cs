using Farol.Store.Postgres;

namespace Farol.Store.Tests.Postgres;

public sealed class PostgresOptionsTests
{
    [Theory]
    [InlineData("postgres://farol:se%40cret@db.example.net/farol", "PostgreSQL db.example.net:5432/farol")]
    [InlineData("postgresql://farol@[2001:db8::1]:6432/prod?sslmode=verify-full&sslrootcert=/etc/ca.pem", "PostgreSQL 2001:db8::1:6432/prod")]
    [InlineData("postgres://farol@x/farol?host=/run/postgresql", "PostgreSQL /run/postgresql:5432/farol")]
    public void An_address_is_read_and_shown_without_its_password(string url, string place)
    {
        Assert.True(PostgresOptions.TryRead(url, out var options, out var error), error);
        Assert.Equal(place, options.ToString());
        Assert.DoesNotContain("cret", options.ToString());
    }

    [Fact]
    public void The_password_is_unescaped()
    {
        Assert.True(PostgresOptions.TryRead("postgres://farol:se%40cret@db/farol", out var options, out _));
        Assert.Contains("se@cret", options.ConnectionString);
    }

    [Theory]
    [InlineData("mysql://farol:cret@db/farol")]
    [InlineData("postgres://db")]
    [InlineData("Host=db;Password=cret")]
    [InlineData("postgres://farol:cret@db/farol?sslmode=sometimes")]
    [InlineData("postgres://farol:cret@db/farol?pool=4")]
    public void What_is_no_address_is_refused_without_repeating_the_password(string url)
    {
        Assert.False(PostgresOptions.TryRead(url, out _, out var error));
        Assert.DoesNotContain("cret", error.Replace("password", "", StringComparison.Ordinal));
    }
}
