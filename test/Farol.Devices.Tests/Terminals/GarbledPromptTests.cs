using System.Text;
using Farol.Devices.Terminals;

namespace Farol.Devices.Tests.Terminals;

public sealed class GarbledPromptTests
{
    [Theory]
    [InlineData("~{<NE8000-M8>", 300)]
    [InlineData("\u00e9\u00ff<NE8000-M8> ", 300)]
    [InlineData("<NE80\u00e900-M8>", 3000)]
    [InlineData("\u00ff>", 3000)]
    [InlineData("Description: to <peer>", null)]
    [InlineData("half a line", null)]
    [InlineData("\u00ff\u00e9", null)]
    [InlineData("Continue? [Y/N]", null)]
    [InlineData("", null)]
    public void Only_what_ends_like_the_prompt_and_holds_more_may_be_one(string text, int? milliseconds) =>
        Assert.Equal(milliseconds, GarbledPrompt.SilenceBefore(Encoding.Latin1.GetBytes(text), "<NE8000-M8>")?.TotalMilliseconds);
}
