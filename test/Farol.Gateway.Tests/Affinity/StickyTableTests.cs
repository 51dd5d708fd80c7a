using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Affinity;
using Farol.Gateway.Balancing;
using Farol.Gateway.Tests.Balancing;
using Testing.Support;

namespace Farol.Gateway.Tests.Affinity;

public sealed class StickyTableTests
{
    private static readonly byte[] _key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly PoolUnderTest _pool = new(BalancingAlgorithm.RoundRobin, 3);

    [Fact]
    public void A_cookie_leads_back_to_its_backend_after_a_restart_and_on_a_replica()
    {
        var cookie = CookieFor("b", Table());
        Assert.Same(_pool["b"], Table().Find(cookie));
        Assert.Equal(cookie, CookieFor("b", Table()));
    }

    [Fact]
    public void It_says_nothing_about_the_backend_and_differs_by_pool()
    {
        var text = Encoding.ASCII.GetString(CookieFor("b", Table()));
        Assert.Equal("farol_backend=".Length + StickyTable.ValueBytes, text.Length);
        Assert.DoesNotContain("192", text, StringComparison.Ordinal);
        var other = new PoolUnderTest(BalancingAlgorithm.RoundRobin, 3, with: p => p with { Name = "blog" });
        Assert.Null(new StickyTable(_key, other.Pool, new StickySection()).Find(CookieFor("b", Table())));
    }

    [Fact]
    public void A_changed_cookie_and_one_of_another_key_are_ignored()
    {
        var table = Table();
        var good = CookieFor("b", table);
        for (var i = "farol_backend=".Length; i < good.Length; i++)
        {
            var bad = good.ToArray();
            bad[i] = bad[i] == 'A' ? (byte)'B' : (byte)'A';
            Assert.Null(table.Find(bad));
        }

        Assert.Null(table.Find(good.AsSpan(0, good.Length - 1)));
        Assert.Null(table.Find([.. good, (byte)'A']));
        Assert.Null(new StickyTable([1, 2, 3], _pool.Pool, new StickySection()).Find(good));
    }

    [Fact]
    public void A_cookie_of_a_backend_that_is_gone_names_nobody()
    {
        var cookie = CookieFor("c", Table());
        _pool.Change(p => p with { Backends = [.. p.Backends.Where(b => b.Id != "c")] });
        Assert.Null(Table().Find(cookie));
    }

    [Theory]
    [InlineData("a=1; farol_backend={0}; b=2")]
    [InlineData("farol_backend={0}")]
    [InlineData("xfarol_backend=1;farol_backend=\"{0}\"")]
    [InlineData(" \tfarol_backend={0} ; c")]
    public void It_is_found_among_other_cookies(string field)
    {
        var value = Encoding.ASCII.GetString(CookieFor("a", Table()))["farol_backend=".Length..];
        Assert.Same(_pool["a"], Table().Find(Encoding.ASCII.GetBytes(string.Format(null, field, value))));
    }

    [Theory]
    [InlineData("")]
    [InlineData(";;;")]
    [InlineData("farol_backend")]
    [InlineData("farol_backend=")]
    [InlineData("farol_backendx=abc")]
    public void Without_it_nobody_is_named(string field) => Assert.Null(Table().Find(Encoding.ASCII.GetBytes(field)));

    [Theory]
    [InlineData(false, "; Path=/; HttpOnly; SameSite=Lax")]
    [InlineData(true, "; Path=/; HttpOnly; SameSite=Lax; Secure")]
    public void Attributes_keep_it_from_scripts_and_from_plain_connections(bool isTls, string expected)
    {
        var text = Encoding.ASCII.GetString(Written("a", Table(), isTls));
        Assert.EndsWith(expected, text, StringComparison.Ordinal);
        Assert.Equal(expected.Length, text.Length - "farol_backend=".Length - StickyTable.ValueBytes);
    }

    [Fact]
    public void Settings_shape_the_cookie()
    {
        var table = new StickyTable(_key, _pool.Pool, new StickySection { Cookie = "s", Path = "/shop", Lifetime = TimeSpan.FromHours(1), Secure = true });
        var text = Encoding.ASCII.GetString(Written("a", table, isTls: false));
        Assert.StartsWith("s=", text, StringComparison.Ordinal);
        Assert.EndsWith("; Path=/shop; Max-Age=3600; HttpOnly; SameSite=Lax; Secure", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_and_writing_allocate_nothing()
    {
        var table = Table();
        var field = Encoding.ASCII.GetBytes("theme=dark; ").Concat(CookieFor("c", table)).ToArray();
        var into = new byte[table.MaxSetCookieBytes];
        table.Find(field);
        table.WriteSetCookie(_pool["a"], true, into);
        Assert.Equal(0, Allocations.Steady(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                Assert.NotNull(table.Find(field));
                table.WriteSetCookie(_pool["a"], true, into);
            }
        }));
    }

    [Fact]
    public void A_session_follows_its_cookie_through_the_selector()
    {
        var table = Table();
        var selector = _pool.Selector();
        var cookie = CookieFor("b", table);
        Assert.Equal(100, _pool.Count(selector, 100, _ => new SelectionKey { Sticky = table.Find(cookie) })["b"]);
    }

    private StickyTable Table() => new(_key, _pool.Pool, new StickySection());

    private byte[] Written(string id, StickyTable table, bool isTls)
    {
        var into = new byte[table.MaxSetCookieBytes];
        return into[..table.WriteSetCookie(_pool[id], isTls, into)];
    }

    private byte[] CookieFor(string id, StickyTable table)
    {
        var written = Written(id, table, isTls: false);
        return written[..written.AsSpan().IndexOf((byte)';')];
    }
}
