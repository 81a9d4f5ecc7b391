#include <gtest/gtest.h>

#include "8_watch/fetcher.h"

namespace mercato {
namespace {

TEST(PublicAddress, refuses_every_range_that_is_not_the_internet) {
  for (const char* address : {"0.0.0.0",
                              "0.1.2.3",
                              "10.0.0.1",
                              "10.255.255.255",
                              "100.64.0.1",
                              "100.127.255.255",
                              "100.100.100.200",
                              "127.0.0.1",
                              "127.255.0.1",
                              "168.63.129.16",
                              "169.254.169.254",
                              "169.254.170.2",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.0.0.192",
                              "192.0.2.1",
                              "192.88.99.1",
                              "192.168.0.1",
                              "198.18.0.1",
                              "198.19.255.255",
                              "198.51.100.7",
                              "203.0.113.9",
                              "224.0.0.1",
                              "239.255.255.255",
                              "240.0.0.1",
                              "255.255.255.255",
                              "::",
                              "::1",
                              "::ffff:127.0.0.1",
                              "::ffff:7f00:1",
                              "::ffff:10.0.0.1",
                              "::ffff:169.254.169.254",
                              "::127.0.0.1",
                              "::a00:1",
                              "64:ff9b::127.0.0.1",
                              "64:ff9b::a9fe:a9fe",
                              "64:ff9b:1::1",
                              "100::1",
                              "2001::1",
                              "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                              "2001:2::1",
                              "2001:10::1",
                              "2001:20::1",
                              "2001:db8::1",
                              "2002:7f00:1::",
                              "2002:c0a8:101::1",
                              "2002:808:808::1",
                              "3fff::1",
                              "4000::1",
                              "5f00::1",
                              "fc00::1",
                              "fd00:ec2::254",
                              "fe80::1",
                              "febf::1",
                              "fec0::1",
                              "ff02::1"})
    EXPECT_FALSE(is_public_address(address)) << address;
}

TEST(PublicAddress, permits_the_internet_on_both_sides_of_the_ranges) {
  for (const char* address : {"1.1.1.1",         "9.255.255.255",   "11.0.0.0",
                              "93.184.216.34",   "100.63.255.255",  "100.128.0.0",
                              "126.255.255.255", "128.0.0.1",       "168.63.129.17",
                              "169.253.255.255", "172.15.255.255",  "172.32.0.0",
                              "192.0.1.1",       "192.167.255.255", "192.169.0.0",
                              "198.17.255.255",  "198.20.0.0",      "223.255.255.255",
                              "2606:4700::1",    "2a00:1450::1",    "2001:4860:4860::8888",
                              "::ffff:8.8.8.8",  "64:ff9b::8.8.8.8"})
    EXPECT_TRUE(is_public_address(address)) << address;
}

TEST(PublicAddress, is_false_for_what_is_no_address) {
  for (const char* text : {"", "localhost", "2130706433", "0x7f.1", "127.1", "1.2.3.4.5",
                           "8.8.8.8 ", "fe80::1%eth0", "[::1]"})
    EXPECT_FALSE(is_public_address(text)) << text;
  EXPECT_FALSE(is_public_address(std::string_view("8.8.8.8\0x", 9)));
}

TEST(AddressRange, holds_what_lies_in_it) {
  const auto ten = AddressRange::parse("10.0.0.0/8");
  ASSERT_TRUE(ten.has_value());
  EXPECT_TRUE(ten->holds("10.255.0.1"));
  EXPECT_TRUE(ten->holds("::ffff:10.1.2.3"));
  EXPECT_FALSE(ten->holds("11.0.0.1"));
  EXPECT_FALSE(ten->holds("a00::1"));
  EXPECT_FALSE(ten->holds("ten"));
  const auto one = AddressRange::parse("127.0.0.1");
  ASSERT_TRUE(one.has_value());
  EXPECT_TRUE(one->holds("127.0.0.1"));
  EXPECT_FALSE(one->holds("127.0.0.2"));
  const auto odd = AddressRange::parse("172.16.0.0/12");
  ASSERT_TRUE(odd.has_value());
  EXPECT_TRUE(odd->holds("172.31.0.1"));
  EXPECT_FALSE(odd->holds("172.32.0.1"));
  const auto local = AddressRange::parse("fd00::/8");
  ASSERT_TRUE(local.has_value());
  EXPECT_TRUE(local->holds("fdff::1"));
  EXPECT_FALSE(local->holds("fc00::1"));
  const auto all = AddressRange::parse("0.0.0.0/0");
  ASSERT_TRUE(all.has_value());
  EXPECT_TRUE(all->holds("192.168.0.1"));
  EXPECT_FALSE(all->holds("::1"));
}

TEST(AddressRange, refuses_what_is_none) {
  for (const char* text : {"", "/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.0/",
                           "::/129", "localhost", "10.0.0", "*"})
    EXPECT_FALSE(AddressRange::parse(text).has_value()) << text;
}

}  // namespace
}  // namespace mercato
