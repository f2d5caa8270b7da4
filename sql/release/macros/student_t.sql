-- The 97.5 % quantile of Student's t with so many degrees of freedom (at least 0.5 count), by its
-- expansion in the normal quantile (Abramowitz and Stegun 26.7.5), which is within 1 % from three
-- degrees on.
CREATE OR REPLACE MACRO student_t(degrees) AS
1.959964
+ 2.372271 / greatest(degrees, 0.5)
+ 2.822500 / pow(greatest(degrees, 0.5), 2)
+ 2.555850 / pow(greatest(degrees, 0.5), 3)
+ 1.589536 / pow(greatest(degrees, 0.5), 4);
